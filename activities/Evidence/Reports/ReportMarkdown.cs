using System.Globalization;
using System.Text;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

/// <summary>Renders report.md, which a reviewer reads in a pull request: verdicts first. Pure.</summary>
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
        var summary = report.Summary;
        Line(text, $"# Dry run {MarkdownText.Plain(summary.RunKey)}: {Headline.Describe(summary)}");
        Table(text, ["Scenarios", "Teardown", "Invariants", "Ended", "Exit code"],
            [[VerdictText.Describe(summary.Verdicts.Scenarios), Headline.Teardown(summary), Headline.Invariants(summary), summary.End.ToString(), $"{summary.ExitCode}"]]);
        if (summary.Reason is { } reason)
        {
            Line(text, MarkdownText.Plain(reason));
        }

        Table(text, ["What", "Of this run"],
        [
            ["Commit", $"`{report.Commit}`{(report.Code is { } code ? $": {ReportText.Describe(code)}" : "")}"],
            ["Plan", $"`{report.Run.Plan}`, SHA-256 `{report.PlanSha256}`"],
            .. report.Description is { } description ? (string[][])[["Description", MarkdownText.Plain(description)]] : [],
            ["Workflow", $"`{report.Run.WorkflowId}`"],
            ["Time", string.Create(CultureInfo.InvariantCulture, $"{report.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} to {report.EndedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC")],
            ["Claimed", ReportScope.Claimed(report)],
            ["Not claimed", ReportScope.NotClaimed(report)],
            ["Signature", ReportScope.Signature],
        ]);
        foreach (var hold in report.Holds)
        {
            Line(text, MarkdownText.Plain(ReportText.Describe(hold)));
        }
    }

    private static void Residuals(StringBuilder text, Report report)
    {
        if (report.Summary.Residuals.Count > 0)
        {
            Line(text, "## Left behind");
            Table(text, ["Kind", "Object", "Reason", "Command that removes it"],
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
            findings.Select(g => new[] { Id(g), ReportText.Describe(g.State), g.Subject, g.Expected, g.Found, ReportText.Remedy(g) }));
        var differences = findings.SelectMany(g => g.Differences.Select(d => new[] { Id(g), g.Subject, d.Field, d.Before, d.After })).ToArray();
        if (differences.Length > 0)
        {
            Line(text, "### What has changed");
            Table(text, ["Gate", "Subject", "Field", "Before", "After"], differences);
        }
    }

    private static void Scenarios(StringBuilder text, Report report)
    {
        Line(text, "## Scenarios");
        Table(text, ["Scenario", "Title", "Verdict", "Committed effect", "Statements", "Time", "Reason"], report.Scenarios.Select(s => new[]
        {
            s.Id, s.Title, ReportText.Verdict(s, report.Gates), ReportText.Describe(s.Effects), s.Effects is null ? "-" : ReportText.Number(s.Effects.Statements),
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
            $"{(int)e.Step}", e.Anonymous ? "Volume, anonymous" : $"{e.Kind}", e.Name, e.Id?[..Math.Min(12, e.Id.Length)] ?? "-",
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

    private static string Id(GateResult gate) => gate.Scenario is null ? gate.Gate.Id : $"{gate.Gate} {gate.Scenario}";

    private static void Table(StringBuilder text, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows, int codeColumn = -1)
    {
        text.Append("| ").AppendJoin(" | ", head).Append(" |\n|").Append(string.Concat(head.Select(_ => " --- |"))).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select((cell, column) => column == codeColumn ? MarkdownText.Code(cell) : MarkdownText.Plain(cell))).Append(" |\n");
        }

        text.Append('\n');
    }

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");
}
