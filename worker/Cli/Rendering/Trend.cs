using System.Globalization;
using System.Text.Json;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>Lists the closed runs of an evidence directory: how long a restore of production takes, and when each plan last passed.</summary>
internal static class Trend
{
    /// <summary>Reads the reports, newest first. A report that cannot be read is left out and named in <paramref name="unreadable"/>.</summary>
    public static IReadOnlyList<TrendRow> Read(string evidence, DateTimeOffset since, ICollection<string> unreadable)
    {
        var rows = new List<TrendRow>();
        foreach (var path in Directory.EnumerateDirectories(evidence).Select(d => Path.Join(d, "report.json")).Where(File.Exists))
        {
            try
            {
                var report = JsonSerializer.Deserialize<Report>(File.ReadAllText(path), Json.Options) ?? throw new JsonException("it is null");
                rows.Add(TrendRow.From(report));
            }
            catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
            {
                unreadable.Add($"{path} was left out, because it cannot be read as a report: {fault.Message}");
            }
        }

        return [.. rows.Where(r => r.EndedAt >= since).OrderByDescending(r => r.EndedAt)];
    }

    public static IEnumerable<string> Lines(IReadOnlyList<TrendRow> rows, DateTimeOffset now) => rows.Count == 0
        ? ["No run was closed in that time."]
        : [.. Table.Render(["ENDED (UTC)", "RUN", "VERDICTS", "EXIT", "DUMP", "RESTORE", "GB/MIN"], rows.Select(Cells)), string.Empty, .. rows.GroupBy(r => r.Plan).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Plan(g.Key, [.. g], now))];

    private static string[] Cells(TrendRow r) =>
    [
        r.EndedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), r.RunKey, r.Verdicts, r.ExitCode.ToString(CultureInfo.InvariantCulture),
        r.DumpSeconds is { } dump ? Formatting.Seconds(dump) : "-",
        r.RestoreSeconds is { } restore ? Formatting.Seconds(restore) : "-",
        r.RestoreGigabytesPerMinute is { } rate ? rate.ToString("0.00", CultureInfo.InvariantCulture) : "-",
    ];

    private static string Plan(string plan, IReadOnlyList<TrendRow> rows, DateTimeOffset now)
    {
        var verified = rows.FirstOrDefault(r => r.ExitCode == 0);
        var times = rows.Where(r => r.RestoreSeconds is not null).Select(r => r.RestoreSeconds!.Value).ToList();
        var seen = verified is null ? "NO pass in that time" : $"last passed {Age(now - verified.EndedAt)} ago ({verified.RunKey})";
        return times.Count == 0
            ? $"{plan}: {seen}; no restore in that time."
            : string.Create(CultureInfo.InvariantCulture, $"{plan}: {seen}; restore {Formatting.Seconds(times[0])}, median {Formatting.Seconds(Median(times))} of {times.Count}, {(times[0] / Median(times) - 1) * 100:+0;-0;0} %.");
    }

    private static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static string Age(TimeSpan age) => age.TotalDays >= 2 ? $"{(int)age.TotalDays} days" : age.TotalHours >= 2 ? $"{(int)age.TotalHours} hours" : $"{Math.Max(0, (int)age.TotalMinutes)} min";
}
