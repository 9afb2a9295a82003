using DotIuCutter.Temporal.Activities.Postgres.Trace;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Checks that the SQL trace has the statements that the report counts, and none that an append-only scenario must not even try.</summary>
internal static class TraceCheck
{
    private const string FileName = "sql-trace.ndjson";

    public static IEnumerable<EvidenceProblem> Problems(EvidenceFolder folder, Report report)
    {
        if (folder.Text(FileName) is not { } text)
        {
            return report.Scenarios.Any(s => s is { Verdict: ScenarioVerdict.Pass, Effects.Statements: > 0 })
                ? [new(FileName, "the statements of every scenario that passed", EvidenceProblem.NoSuchFile)]
                : [];
        }

        if (Read(text) is not { } lines)
        {
            return [new(FileName, "one JSON object a line, as a run writes it", "something else")];
        }

        var statements = lines.Where(l => l.IsStatement).ToLookup(l => l.Scenario);
        return report.Scenarios.Where(s => s is { Verdict: ScenarioVerdict.Pass, Effects: not null }).SelectMany(s => Problems(s.Id, s.Effects!.Statements, [.. statements[s.Id]]));
    }

    private static IEnumerable<EvidenceProblem> Problems(string scenario, long said, IReadOnlyList<Traced> traced)
    {
        if (traced.Count != said)
        {
            yield return new($"{FileName}, scenario {scenario}", $"{said} statements, as in report.json", $"{traced.Count}");
        }

        if (traced.SelectMany(t => Statements.Attempts(t.Statement ?? string.Empty)).Distinct().ToArray() is { Length: > 0 } attempts)
        {
            yield return new($"{FileName}, scenario {scenario}", "no DELETE, TRUNCATE or DDL, since G-17 is said to be green", string.Join(", ", attempts));
        }
    }

    private static List<Traced>? Read(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Json.ReadOrNull<Traced>).ToList();
        return lines.Contains(null) ? null : [.. lines.OfType<Traced>()];
    }

    private sealed record Traced
    {
        public required string Scenario { get; init; }

        public string? Statement { get; init; }

        public required bool IsStatement { get; init; }
    }
}
