using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Holds every file of a folder, read once, so that the bytes that are checked are the bytes that were hashed. A link counts as a file without content.</summary>
internal sealed class EvidenceFolder
{
    private readonly SortedDictionary<string, byte[]?> files = new(StringComparer.Ordinal);

    private EvidenceFolder()
    {
    }

    /// <summary>The paths of all files, relative to the folder.</summary>
    public IEnumerable<string> Names => files.Keys;

    public static async Task<EvidenceFolder> ReadAsync(string path, CancellationToken cancel)
    {
        var folder = new EvidenceFolder();
        foreach (var name in EvidenceStore.FilesIn(path))
        {
            var file = new FileInfo(Path.Join(path, name));
            folder.files[name] = file.LinkTarget is null ? await File.ReadAllBytesAsync(file.FullName, cancel) : null;
        }

        return folder;
    }

    /// <summary>Null when there is no such file, or it is a link.</summary>
    public string? Text(string name) => files.GetValueOrDefault(name) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>64 hex digits; null when there is no such file, or it is a link.</summary>
    public string? Sha256(string name) => files.GetValueOrDefault(name) is { } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : null;

    public bool IsLink(string name) => files.TryGetValue(name, out var bytes) && bytes is null;

    /// <summary>Null when there is no such file, or it holds something else.</summary>
    public T? Record<T>(string name)
        where T : class => Text(name) is { } text ? Json.ReadOrNull<T>(text) : null;

    public Report? Report() => Record<Report>(RunFolders.ReportFile);
}
