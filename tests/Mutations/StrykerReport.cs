using System.Globalization;
using System.Text.Json;

namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>The score by folder, as a table of Markdown, from a report of Stryker.NET.</summary>
internal static class StrykerReport
{
    public static IEnumerable<string> Table(string json)
    {
        using var report = JsonDocument.Parse(json);
        var mutants = report.RootElement.GetProperty("files").EnumerateObject()
            .SelectMany(file => file.Value.GetProperty("mutants").EnumerateArray().Select(m => (Folder: FolderOf(file.Name), Status: m.GetProperty("status").GetString())))
            .Where(m => m.Status is "Killed" or "Timeout" or "Survived" or "NoCoverage").ToList();
        return
        [
            "| folder | killed | survived | not reached | score |",
            "|---|---:|---:|---:|---:|",
            .. mutants.GroupBy(m => m.Folder).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Row(g.Key, [.. g.Select(m => m.Status)])),
            Row("all", [.. mutants.Select(m => m.Status)]),
        ];
    }

    private static string Row(string folder, IReadOnlyList<string?> statuses)
    {
        var killed = statuses.Count(s => s is "Killed" or "Timeout");
        return string.Create(CultureInfo.InvariantCulture,
            $"| {folder} | {killed} | {statuses.Count(s => s == "Survived")} | {statuses.Count(s => s == "NoCoverage")} | {100.0 * killed / statuses.Count:0.0} % |");
    }

    /// <summary>From the project's folder on, at most two deep.</summary>
    private static string FolderOf(string path)
    {
        var parts = path.Split('/');
        var project = Array.FindLastIndex(parts, part => part is "workflows" or "activities");
        return string.Join('/', parts[(project + 1)..^1].Take(2)) is { Length: > 0 } folder ? folder : ".";
    }
}
