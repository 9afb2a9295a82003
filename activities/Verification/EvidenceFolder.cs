using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Closure;

namespace DotIuCutter.Temporal.Activities.Verification;

/// <summary>Every file of a folder, read once, so that what is checked is what was hashed. A link is a file without content.</summary>
internal sealed class EvidenceFolder
{
    private readonly SortedDictionary<string, byte[]?> files = new(StringComparer.Ordinal);

    private EvidenceFolder()
    {
    }

    /// <summary>By path relative to the folder.</summary>
    public IEnumerable<string> Names => files.Keys;

    public static async Task<EvidenceFolder> ReadAsync(string path, CancellationToken cancel)
    {
        var folder = new EvidenceFolder();
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", options))
        {
            if (entry.LinkTarget is not null)
            {
                folder.files[Path.GetRelativePath(path, entry.FullName)] = null;
            }
            else if (entry is FileInfo)
            {
                folder.files[Path.GetRelativePath(path, entry.FullName)] = await File.ReadAllBytesAsync(entry.FullName, cancel);
            }
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
        where T : class
    {
        try
        {
            return Text(name) is { } text ? JsonSerializer.Deserialize<T>(text, Json.Options) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            return null;
        }
    }

    public Report? Report() => Record<Report>("report.json");
}
