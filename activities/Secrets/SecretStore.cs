using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Secrets;

/// <summary>The secrets of a run, in files on tmpfs, and the fingerprints by which they are recognised after they are gone.</summary>
internal sealed partial class SecretStore(HostOptions host)
{
    private const int ShortestNamedSecret = 8;
    private const int LargestSecret = 4096;

    /// <summary>
    /// Makes the DR's password and the files that hold it; answers their paths. Complete files stay the very same file, since containers may
    /// have them mounted; a half-written one is replaced. The fingerprint is on disk before the password is.
    /// </summary>
    public async Task<IReadOnlyList<string>> MakeAsync(RunRef run, RunPaths paths, string drName)
    {
        using var directory = OwnedDirectory.Open(paths.SecretsDirectory, run.Nonce);
        var password = Complete(directory, paths.DrPassword, text => PasswordShape().IsMatch(text));
        if (password is null)
        {
            password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            await RecordAsync(run, password);
            await AtomicFile.WriteAsync(directory, Path.GetFileName(paths.DrPassword), Encoding.ASCII.GetBytes(password));
        }

        await RecordAsync(run, password);
        await KeepAsync(directory, paths.DrEnv, $"PGPASSWORD={password}\n");
        await KeepAsync(directory, paths.DrPgpass, Pgpass.Line(drName, password));
        return paths.Secrets;
    }

    /// <summary>The value of a named secret, without its last line end.</summary>
    /// <exception cref="InvalidOperationException">Absent, not 0600, a link, or too short to be recognised in evidence.</exception>
    public string? Resolve(string name)
    {
        if (host.Secrets is null)
        {
            throw new InvalidOperationException($"Secret '{name}' cannot be read: expected a secrets directory, found none. Set DRYRUN_SECRETS.");
        }

        var value = Encoding.UTF8.GetString(NamedFile.Read("Secret", host.Secrets, name)).TrimEnd('\r', '\n');
        return value.Length >= ShortestNamedSecret ? value : throw new InvalidOperationException(
            $"Secret '{name}' has {value.Length} characters, expected {ShortestNamedSecret} or more, so that it can be recognised in evidence. Give it a longer one.");
    }

    private async Task RecordAsync(RunRef run, string password)
    {
        var recorded = KnownSecrets.Recorded(host, run) ?? new FingerprintSet { Salt = Fingerprinting.NewSalt(), Fingerprints = [] };
        var bytes = Encoding.ASCII.GetBytes(password);
        if (new SecretScan(recorded).Find(bytes.AsSpan()).Count == 0)
        {
            var all = recorded with { Fingerprints = [.. recorded.Fingerprints, .. Fingerprinting.Compute("the DR's password", bytes, recorded.Salt)] };
            await AtomicFile.WriteAsync(KnownSecrets.FileOf(host, run), JsonSerializer.SerializeToUtf8Bytes(all, Json.Indented), CancellationToken.None);
        }
    }

    private static async Task KeepAsync(DirectoryHandle directory, string path, string text)
    {
        if (Complete(directory, path, found => found == text) is null)
        {
            await AtomicFile.WriteAsync(directory, Path.GetFileName(path), Encoding.UTF8.GetBytes(text));
        }
    }

    private static string? Complete(DirectoryHandle directory, string path, Func<string, bool> whole)
    {
        var name = Path.GetFileName(path);
        if (directory.Stat(name) is not { Kind: PathKind.File, Mode: OwnedDirectory.PrivateFile, Size: < LargestSecret })
        {
            return null;
        }

        using var file = directory.OpenFile(name, write: false);
        var bytes = new byte[LargestSecret];
        var text = file is null ? "" : Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0));
        return whole(text) ? text : null;
    }

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    private static partial Regex PasswordShape();
}
