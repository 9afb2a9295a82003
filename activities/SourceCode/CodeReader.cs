using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>Reads a repository's commit and state (C-02) and writes nothing, not even git's index.</summary>
internal static class CodeReader
{
    /// <summary>Stands for a commit where there is no repository or no commit in it.</summary>
    public const string NoCommit = "none";

    public static async Task<CodeCapture> ReadAsync(string repository, CancellationToken cancel)
    {
        var head = Directory.Exists(repository) ? await Git.RunAsync(repository, cancel, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") : null;
        var top = head is null ? null : await Git.RunAsync(repository, cancel, "rev-parse", "--show-toplevel");
        if (head is null || top is null)
        {
            return new CodeCapture { Repository = repository, Commit = NoCommit, Clean = false, Fingerprint = NoCommit, UntrackedFingerprint = NoCommit };
        }

        var status = await RequiredAsync(repository, cancel, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--ignore-submodules=none");
        // Index entries marked assume-unchanged (lower case) or skip-worktree (S) are left out of status, so they count as not clean.
        var hidden = Split(await RequiredAsync(repository, cancel, "ls-files", "-v", "-z")).Any(line => char.IsAsciiLetterLower(line[0]) || line[0] == 'S');
        var tracked = Split(await RequiredAsync(repository, cancel, "ls-files", "--stage", "-z"));
        var untracked = Split(await RequiredAsync(repository, cancel, "ls-files", "--others", "-z"));
        return new CodeCapture
        {
            Repository = top.TrimEnd('\n'),
            Commit = head.Trim(),
            Clean = status.Length == 0 && !hidden,
            Fingerprint = await FingerprintAsync(top.TrimEnd('\n'), tracked, cancel),
            UntrackedFingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', untracked.Order(StringComparer.Ordinal))))),
        };
    }

    private static async Task<string> FingerprintAsync(string top, IReadOnlyList<string> entries, CancellationToken cancel)
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var entry in entries.OrderBy(e => e[(e.IndexOf('\t', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal))
        {
            CurrentActivity.Heartbeat("reading the accepted code");
            var tab = entry.IndexOf('\t', StringComparison.Ordinal);
            var path = entry[(tab + 1)..];
            // A submodule is what the index says it is; its own files belong to another repository.
            var content = entry.StartsWith("160000 ", StringComparison.Ordinal) ? entry[..tab] : await ContentAsync(Path.Join(top, path), cancel);
            all.AppendData(Encoding.UTF8.GetBytes($"{path}\0{content}\0"));
        }

        return Convert.ToHexStringLower(all.GetHashAndReset());
    }

    /// <summary>Mode and hash of what stands in the work tree now.</summary>
    private static async Task<string> ContentAsync(string path, CancellationToken cancel)
    {
        var file = new FileInfo(path);
        if (file.LinkTarget is { } target)
        {
            return $"link {target}";
        }

        if (!file.Exists)
        {
            return "absent";
        }

        await using var stream = file.OpenRead();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
        return string.Create(CultureInfo.InvariantCulture, $"{Convert.ToString((int)file.UnixFileMode, 8)} {hash}");
    }

    private static async Task<string> RequiredAsync(string repository, CancellationToken cancel, params IReadOnlyList<string> arguments) =>
        await Git.RunAsync(repository, cancel, arguments) ?? throw new InvalidOperationException(
            $"`git {string.Join(' ', arguments)}` failed in '{repository}', expected it to be readable. Run it there by hand to see why.");

    private static string[] Split(string output) => output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
