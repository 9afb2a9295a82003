using System.Globalization;
using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Evidence;

/// <summary>The evidence folder of a run; everything passes the redactor on its way in. Files are 0600 and replaced whole.</summary>
internal sealed class EvidenceStore(HostOptions host, Redactor redactor)
{
    private const string Parts = "parts";
    private static readonly SemaphoreSlim Appending = new(1, 1);

    public string DirectoryOf(RunRef run) => Path.Join(host.Evidence, run.Key);

    public async Task WriteAsync(RunRef run, string relativePath, string text, CancellationToken cancel) =>
        await AtomicFile.WriteAsync(PathOf(run, relativePath), Encoding.UTF8.GetBytes(redactor.Redact(run, text)), cancel);

    /// <summary>As it would be written.</summary>
    public string Redacted(RunRef run, string text) => redactor.Redact(run, text);

    /// <summary>For a text that must not be written at all when it holds a secret.</summary>
    public Redaction Redaction(RunRef run) => redactor.For(run);

    /// <summary>Null when there is no such file.</summary>
    public async Task<string?> ReadAsync(RunRef run, string relativePath, CancellationToken cancel)
    {
        var path = PathOf(run, relativePath);
        return File.Exists(path) ? await File.ReadAllTextAsync(path, cancel) : null;
    }

    /// <summary>Removing what is not there is no error.</summary>
    public void Remove(RunRef run, string relativePath) => File.Delete(PathOf(run, relativePath));

    /// <summary>A second append with the same key replaces the first one's part. Parts are joined, in the order they first came, by <see cref="JoinAsync"/>.</summary>
    public async Task AppendAsync(RunRef run, string relativePath, string key, IEnumerable<string> lines, CancellationToken cancel)
    {
        PathOf(run, relativePath);
        var folder = Path.Join(DirectoryOf(run), Parts, Uri.EscapeDataString(relativePath));
        await Appending.WaitAsync(cancel);
        try
        {
            var name = Uri.EscapeDataString(key);
            var parts = PartsIn(folder);
            var part = parts.FirstOrDefault(p => p[5..] == name)
                ?? string.Create(CultureInfo.InvariantCulture, $"{parts.Select(p => int.Parse(p[..4], CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1:0000}-{name}");
            var text = string.Concat(lines.Select(line => line.TrimEnd('\n') + "\n"));
            await AtomicFile.WriteAsync(Path.Join(folder, part), Encoding.UTF8.GetBytes(redactor.Redact(run, text)), cancel);
        }
        finally
        {
            Appending.Release();
        }
    }

    /// <summary>Writes every appended file from its parts. The parts stay, so that a late append and a second report both come out right.</summary>
    public async Task JoinAsync(RunRef run, CancellationToken cancel)
    {
        var root = Path.Join(DirectoryOf(run), Parts);
        foreach (var folder in Directory.Exists(root) ? Directory.EnumerateDirectories(root) : [])
        {
            var target = PathOf(run, Uri.UnescapeDataString(Path.GetFileName(folder)));
            await AtomicFile.WriteAsync(target, async stream =>
            {
                foreach (var part in PartsIn(folder))
                {
                    await using var source = File.OpenRead(Path.Join(folder, part));
                    await source.CopyToAsync(stream, cancel);
                }
            });
        }
    }

    /// <summary>Every file, hidden ones too, by path relative to the folder; sorted. Links are listed, never followed.</summary>
    public IReadOnlyList<string> Files(RunRef run) => FilesIn(DirectoryOf(run));

    /// <summary>The same of any folder.</summary>
    public static IReadOnlyList<string> FilesIn(string root)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        return !Directory.Exists(root) ? [] :
        [
            .. new DirectoryInfo(root).EnumerateFileSystemInfos("*", options)
                .Where(e => e is FileInfo || e.LinkTarget is not null)
                .Select(e => Path.GetRelativePath(root, e.FullName)).Order(StringComparer.Ordinal),
        ];
    }

    private static List<string> PartsIn(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder).Select(p => Path.GetFileName(p)).Where(p => char.IsAsciiDigit(p[0])).Order(StringComparer.Ordinal),
    ];

    private string PathOf(RunRef run, string relativePath) => PathRules.IsPlain("/" + relativePath)
        ? Path.Join(DirectoryOf(run), relativePath)
        : throw new ArgumentException($"Evidence file '{relativePath}' is no plain relative path, expected one without '..' or a leading slash.", nameof(relativePath));
}
