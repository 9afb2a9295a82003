using System.Globalization;
using System.Text;
using System.Xml;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

/// <summary>Renders junit.xml for CI systems: suites run, gates, scenarios and teardown. Pure.</summary>
internal static class ReportJunit
{
    public static string Render(Report report)
    {
        (string Name, IReadOnlyList<Case> Cases)[] suites =
        [
            ("run", [Render(report.Summary)]),
            ("gates", [.. report.Gates.Where(g => g.Scenario is null).Select(Render)]),
            ("scenarios", [.. report.Scenarios.Select(s => Render(s, report.Gates))]),
            ("teardown", Teardown(report)),
        ];
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteAttributeString("name", XmlText.Clean($"dryrun {report.Run.Plan}"));
            Counts(xml, [.. suites.SelectMany(s => s.Cases)]);
            xml.WriteAttributeString("time", Seconds((report.EndedAt - report.StartedAt).TotalSeconds));
            foreach (var (name, cases) in suites)
            {
                xml.WriteStartElement("testsuite");
                xml.WriteAttributeString("name", name);
                Counts(xml, cases);
                xml.WriteAttributeString("time", Seconds(name == "teardown" ? report.TeardownSeconds ?? 0 : cases.Sum(c => c.Seconds)));
                xml.WriteAttributeString("timestamp", report.StartedAt.UtcDateTime.ToString("s", CultureInfo.InvariantCulture));
                foreach (var item in cases)
                {
                    Write(xml, $"dryrun.{report.Run.Plan}.{name}", item);
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{text}\n";
    }

    /// <summary>Fails unless the run passed, so that a run without a red gate or scenario is not taken for a pass.</summary>
    private static Case Render(ClosureSummary summary) => new(
        "passed and cleanly closed", summary.ExitCode == 0 ? null : "failure", Headline.Describe(summary), $"{VerdictText.Describe(summary.Verdicts)}, exit code {summary.ExitCode}\n{summary.Reason}".TrimEnd());

    private static Case Render(GateResult gate) => gate.State switch
    {
        GateState.Green => new Case($"{gate.Gate} {gate.Subject}", null, string.Empty, gate.Found),
        GateState.Red => new Case($"{gate.Gate} {gate.Subject}", "failure", gate.Found, Details(gate)),
        GateState.Unknown => new Case($"{gate.Gate} {gate.Subject}", "error", gate.Found, Details(gate)),
        _ => throw new ArgumentOutOfRangeException(nameof(gate), gate.State, "not a state"),
    };

    private static Case Render(ScenarioOutcome scenario, IReadOnlyList<GateResult> gates)
    {
        var name = $"{scenario.Id} {scenario.Title}";
        var red = string.Join("\n\n", gates.Where(g => g.Scenario == scenario.Id && g.State != GateState.Green).Select(Details));
        return scenario.Verdict switch
        {
            ScenarioVerdict.Pass => new Case(name, null, string.Empty, ReportText.Describe(scenario.Effects), scenario.Seconds),
            ScenarioVerdict.Fail => new Case(name, "failure", scenario.Reason ?? "failed", red.Length > 0 ? red : ReportText.Describe(scenario.Effects), scenario.Seconds),
            ScenarioVerdict.NotRun => new Case(name, "skipped", scenario.Reason ?? (ReportText.WasInterrupted(scenario, gates) ? "interrupted" : "not run"), string.Empty),
            _ => throw new ArgumentOutOfRangeException(nameof(scenario), scenario.Verdict, "not a verdict"),
        };
    }

    private static List<Case> Teardown(Report report)
    {
        var left = report.Summary.Residuals.ToDictionary(r => (r.Kind, r.Name));
        var known = report.Ledger.Entries.Select(e => (e.Kind, e.Name)).ToHashSet();
        return
        [
            .. report.Ledger.Entries.OrderBy(e => e.Step).Select(e => left.TryGetValue((e.Kind, e.Name), out var residual) ? Render(residual) : Render(e)),
            .. report.Summary.Residuals.Where(r => !known.Contains((r.Kind, r.Name))).Select(Render),
        ];
    }

    private static Case Render(LedgerEntry entry) => new(
        $"step {(int)entry.Step} {entry.Kind} {entry.Name}",
        entry.State == LedgerState.Planned ? "skipped" : entry.Open ? "failure" : null,
        ReportText.Describe(entry.State),
        entry.Reason ?? ReportText.Describe(entry.State));

    private static Case Render(Residual residual) =>
        new($"{residual.Kind} {residual.Name}", "failure", residual.Acknowledged ?? residual.Reason, $"{residual.Reason}\nRemove it with: {residual.Remedy}");

    private static string Details(GateResult gate)
    {
        var lines = new List<string> { $"{gate.Gate} {gate.Subject}", $"expected: {gate.Expected}", $"found: {gate.Found}" };
        lines.AddRange(gate.Differences.Select(d => $"{d.Field}: {d.Before} -> {d.After}"));
        lines.Add($"remedy: {ReportText.Remedy(gate)}");
        return string.Join('\n', lines);
    }

    private static void Write(XmlWriter xml, string className, Case item)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", XmlText.Clean(className));
        xml.WriteAttributeString("name", XmlText.Clean(item.Name));
        xml.WriteAttributeString("time", Seconds(item.Seconds));
        if (item.Kind is null)
        {
            xml.WriteElementString("system-out", XmlText.Clean(item.Text));
        }
        else
        {
            xml.WriteStartElement(item.Kind);
            xml.WriteAttributeString("message", XmlText.Clean(item.Message));
            xml.WriteString(XmlText.Clean(item.Text));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Counts(XmlWriter xml, IReadOnlyList<Case> cases)
    {
        xml.WriteAttributeString("tests", cases.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var (attribute, kind) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped") })
        {
            xml.WriteAttributeString(attribute, cases.Count(c => c.Kind == kind).ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string Seconds(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <param name="Name">The name that people read.</param>
    /// <param name="Kind">failure, error or skipped; null when it passed.</param>
    /// <param name="Message">One line for a failure, error or skip.</param>
    /// <param name="Text">The details.</param>
    /// <param name="Seconds">Run time.</param>
    private sealed record Case(string Name, string? Kind, string Message, string Text, double Seconds = 0);
}
