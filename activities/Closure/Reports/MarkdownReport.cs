using System.Globalization;
using System.Text;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Closure.Reports;

/// <summary>report.md: verdicts first, then what is not as it should be, then the rest. It fits a pull request.</summary>
internal static class MarkdownReport
{
    public static string Of(Report report)
    {
        var text = new StringBuilder();
        Head(text, report);
        Findings(text, report);
        Scenarios(text, report);
        Production(text, report);
        Ledger(text, report);
        Gates(text, report);
        return text.ToString();
    }

    private static void Head(StringBuilder text, Report report)
    {
        var (summary, verdicts) = (report.Summary, report.Summary.Verdicts);
        Line(text, $"# Dry run {Cell(summary.RunKey)}\n");
        Line(text, $"**Scenarios {VerdictWords.Of(verdicts.Scenarios)} · Teardown {VerdictWords.Of(verdicts.Teardown)} · Invariants {VerdictWords.Of(verdicts.Invariants)}**"
            + $" — {(summary.CleanlyClosed ? "cleanly closed" : "not cleanly closed")}, exit code {summary.ExitCode}\n");
        if (summary.Reason is { } reason)
        {
            Line(text, $"{Cell(reason)}\n");
        }

        Line(text, $"Plan `{summary.Plan}` ({report.PlanSha256[..Math.Min(12, report.PlanSha256.Length)]}), commit `{report.Commit}`, {report.StartedAt:u} to {report.EndedAt:u}.\n");
    }

    private static void Findings(StringBuilder text, Report report)
    {
        foreach (var residual in report.Summary.Residuals)
        {
            Line(text, $"- **Left:** {residual.Kind} `{residual.Name}` {residual.Id}: {Cell(residual.Reason)} Remove it with `{residual.Remedy}`.");
        }

        foreach (var gate in report.Summary.Findings)
        {
            Line(text, $"- **{gate.Gate} {gate.State}**{(gate.Scenario is { } id ? $" ({id})" : "")}: {Cell(gate.Subject)}. Expected {Cell(gate.Expected)}; found {Cell(gate.Found)}. {Cell(gate.Remedy ?? "")}");
        }
    }

    private static void Scenarios(StringBuilder text, Report report)
    {
        Line(text, "\n## Scenarios\n\n| scenario | verdict | seconds | committed rows |\n|---|---|---|---|");
        foreach (var scenario in report.Scenarios)
        {
            Line(text, $"| {Cell(scenario.Id)} {Cell(scenario.Title)} | {VerdictWords.Of(scenario.Verdict)} | {Number(scenario.Seconds)} | {Effects(scenario.Effects)} |");
        }
    }

    private static void Production(StringBuilder text, Report report)
    {
        if (report is not { Production: { } production, Dump: { } dump })
        {
            return;
        }

        Line(text, "\n## Production\n");
        Line(text, $"- System identifier {production.SystemIdentifier}, PostgreSQL {production.Version}; the DR's {report.DrSystemIdentifier}");
        Line(text, $"- Dump {Number(dump.Seconds)} s, {dump.Bytes} bytes, {dump.Tables} tables, {dump.Rows} rows, sha256 `{dump.Sha256}`; lock waits {dump.LockWaits}, oldest snapshot {dump.XminAge?.ToString(CultureInfo.InvariantCulture) ?? "not seen"} transactions");
        if (report.Restore is { } restore)
        {
            Line(text, $"- Restore {Number(restore.Seconds)} s, {restore.SizeBytes} bytes");
        }

        if (report.Retained is { } retained)
        {
            Line(text, $"- Encrypted dump retained at `{retained.Path}`, sha256 `{retained.Sha256}`");
        }
    }

    private static void Ledger(StringBuilder text, Report report)
    {
        Line(text, $"\n## Ledger\n\nTeardown {(report.TeardownSeconds is { } seconds ? $"{Number(seconds)} s" : "not needed")}.\n\n| step | object | id | state |\n|---|---|---|---|");
        foreach (var entry in report.Ledger.Entries.OrderBy(e => e.Step))
        {
            Line(text, $"| {entry.Step} | {entry.Kind} `{Cell(entry.Name)}` | {entry.Id?[..Math.Min(12, entry.Id.Length)]} | {entry.State} {Cell(entry.Reason ?? "")} |");
        }
    }

    private static void Gates(StringBuilder text, Report report)
    {
        Line(text, "\n## Gates\n\n| gate | | subject | found |\n|---|---|---|---|");
        foreach (var gate in report.Gates.Where(g => g.Scenario is null))
        {
            Line(text, $"| {gate.Gate} | {Mark(gate.State)} | {Cell(gate.Subject)} | {Cell(gate.Found)} |");
        }

        foreach (var difference in report.Gates.SelectMany(g => g.Differences.Select(d => (g.Gate, d))))
        {
            Line(text, $"\n- {difference.Gate} {Cell(difference.d.Field)}: before `{Cell(difference.d.Before)}`, after `{Cell(difference.d.After)}`");
        }
    }

    private static string Effects(ScenarioEffects? effects) => effects is null ? ""
        : effects.Tables.Count == 0 ? "none"
        : string.Join(", ", effects.Tables.Select(t => $"{Cell(t.Table)} +{t.Inserted}{Part("~", t.Updated)}{Part("−", t.Deleted)}{Part("truncated ×", t.Truncated)}"));

    private static string Part(string sign, long count) => count == 0 ? "" : $" {sign}{count.ToString(CultureInfo.InvariantCulture)}";

    private static string Mark(GateState state) => state switch
    {
        GateState.Green => "✓ green",
        GateState.Red => "✗ red",
        GateState.Unknown => "? unknown",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state"),
    };

    private static string Number(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>What people and code under test wrote stays text: no table, no markup, no line of its own.</summary>
    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
