using System.Globalization;
using System.Text;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

/// <summary>report.md: what a reviewer reads in a pull request, verdicts first. Pure.</summary>
internal static class ReportMarkdown
{
    public static string Render(Report report)
    {
        var text = new StringBuilder();
        Verdicts(text, report);
        Residuals(text, report);
        Findings(text, report);
        Scenarios(text, report);
        Gates(text, report);
        Ledger(text, report);
        Production(text, report);
        return text.ToString();
    }

    private static void Verdicts(StringBuilder text, Report report)
    {
        var (summary, verdicts) = (report.Summary, report.Summary.Verdicts);
        Line(text, $"# Dry run {Plain(summary.RunKey)}: {(summary.CleanlyClosed ? "cleanly closed" : "NOT CLEANLY CLOSED")}");
        Table(text, ["Scenarios", "Teardown", "Invariants", "Ended", "Exit code"],
            [[VerdictText.Describe(verdicts.Scenarios), VerdictText.Describe(verdicts.Teardown), VerdictText.Describe(verdicts.Invariants), summary.End.ToString(), $"{summary.ExitCode}"]]);
        if (summary.Reason is { } reason)
        {
            Line(text, Plain(reason));
        }

        var invariant = CultureInfo.InvariantCulture;
        Line(text, string.Create(invariant, $"Plan `{report.Run.Plan}`, SHA-256 `{report.PlanSha256}`; code `{report.Commit}`; workflow `{report.Run.WorkflowId}`."));
        foreach (var hold in report.Holds)
        {
            Line(text, Plain(ReportText.Describe(hold)));
        }

        Line(text, string.Create(invariant, $"From {report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {report.EndedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC."));
    }

    private static void Residuals(StringBuilder text, Report report)
    {
        if (report.Summary.Residuals.Count > 0)
        {
            Line(text, "## Left behind");
            Table(text, ["Kind", "Object", "Reason", "The one command"],
                report.Summary.Residuals.Select(r => new[] { $"{r.Kind}", r.Id is null ? r.Name : $"{r.Name} ({r.Id})", r.Acknowledged ?? r.Reason, r.Remedy }), codeColumn: 3);
        }
    }

    private static void Findings(StringBuilder text, Report report)
    {
        var findings = report.Gates.Where(g => g.State != GateState.Green).ToArray();
        if (findings.Length == 0)
        {
            return;
        }

        Line(text, "## Findings");
        Table(text, ["Gate", "State", "Subject", "Expected", "Found", "Remedy"],
            findings.Select(g => new[] { Id(g), ReportText.Describe(g.State), g.Subject, g.Expected, g.Found, g.Remedy ?? string.Empty }));
        var differences = findings.SelectMany(g => g.Differences.Select(d => new[] { Id(g), g.Subject, d.Field, d.Before, d.After })).ToArray();
        if (differences.Length > 0)
        {
            Line(text, "### What is not what it was");
            Table(text, ["Gate", "Subject", "Field", "Before", "After"], differences);
        }
    }

    private static void Scenarios(StringBuilder text, Report report)
    {
        Line(text, "## Scenarios");
        Table(text, ["Scenario", "Title", "Verdict", "Committed effect", "Statements", "Time", "Reason"], report.Scenarios.Select(s => new[]
        {
            s.Id, s.Title, VerdictText.Describe(s.Verdict), ReportText.Describe(s.Effects), s.Effects is null ? "-" : ReportText.Number(s.Effects.Statements),
            s.Verdict == ScenarioVerdict.NotRun ? "-" : ReportText.Seconds(s.Seconds), s.Reason ?? string.Empty,
        }));
    }

    private static void Gates(StringBuilder text, Report report)
    {
        Line(text, "## Gates");
        Table(text, ["Gate", "State", "Subject"], report.Gates.Select(g => new[] { Id(g), ReportText.Describe(g.State), g.Subject }));
    }

    private static void Ledger(StringBuilder text, Report report)
    {
        Line(text, "## Ledger");
        Table(text, ["Step", "Kind", "Object", "Id", "What became of it"], report.Ledger.Entries.OrderBy(e => e.Step).Select(e => new[]
        {
            $"{e.Step}", e.Anonymous ? "Volume, anonymous" : $"{e.Kind}", e.Name, e.Id?[..Math.Min(12, e.Id.Length)] ?? "-",
            e.Reason is null ? ReportText.Describe(e.State) : $"{ReportText.Describe(e.State)}: {e.Reason}",
        }));
        if (report.TeardownSeconds is { } seconds)
        {
            Line(text, $"Teardown took {ReportText.Seconds(seconds)}.");
        }
    }

    private static void Production(StringBuilder text, Report report)
    {
        if (report.Production is not { } production)
        {
            return;
        }

        Line(text, "## What it cost production");
        var rows = new List<string[]>
        {
            new[] { "Server", $"PostgreSQL {production.Version}, {ReportText.Number(production.SizeBytes)} bytes" },
            new[] { "System identifier", production.SystemIdentifier },
            new[] { "DR's system identifier", report.DrSystemIdentifier ?? "no DR was made" },
        };
        if (report.Dump is { } dump)
        {
            rows.Add(Row(ReportText.Describe(dump)));
            rows.Add(["Dump's SHA-256", dump.Sha256]);
            rows.AddRange(ReportText.Cost(dump).Select(Row));
        }

        if (report.Restore is { } restore)
        {
            rows.Add(["Restore (in the DR)", ReportText.Describe(restore)]);
        }

        if (report.Retained is { } retained)
        {
            rows.Add(["Encrypted copy", $"{retained.Path}, SHA-256 {retained.Sha256}"]);
        }

        Table(text, ["What", "Measured"], rows);
    }

    private static string[] Row((string What, string Measured) fact) => [fact.What, fact.Measured];

    private static string Id(GateResult gate) => gate.Scenario is null ? gate.Gate : $"{gate.Gate} {gate.Scenario}";

    private static void Table(StringBuilder text, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, int codeColumn = -1)
    {
        text.Append("| ").AppendJoin(" | ", head).Append(" |\n|").Append(string.Concat(head.Select(_ => " --- |"))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select((cell, column) => column == codeColumn ? Code(cell) : Plain(cell))).Append(" |\n");
        }

        text.Append('\n');
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    /// <summary>A command, to be copied as it stands.</summary>
    private static string Code(string text) =>
        text.Contains('`', StringComparison.Ordinal) ? Plain(text) : $"`{text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal)}`";

    /// <summary>One line that can neither end a cell nor begin markup or a mention.</summary>
    private static string Plain(string text) => text
        .ReplaceLineEndings(" ").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal)
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("[", "\\[", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal).Replace("@", "&#64;", StringComparison.Ordinal);
}
