using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Closure.Reports;

/// <summary>junit.xml: a suite of gates, one of scenarios, one of the teardown's ledger.</summary>
internal static class JUnitReport
{
    public static string Of(Report report)
    {
        var suites = new XElement(
            "testsuites",
            new XAttribute("name", report.Summary.RunKey),
            Suite("gates", report.Gates.Where(g => g.Scenario is null).Select(Gate)),
            Suite("scenarios", report.Scenarios.Select(s => Case("scenario", $"{s.Id} {s.Title}", s.Seconds, s.Verdict switch
            {
                ScenarioVerdict.Pass => null,
                ScenarioVerdict.NotRun => new XElement("skipped"),
                ScenarioVerdict.Fail => new XElement("failure", Text(s.Reason)),
                _ => throw new ArgumentOutOfRangeException(nameof(report), s.Verdict, "not a verdict"),
            }))),
            Suite("teardown", report.Ledger.Entries.Select(e => Case("teardown", $"{e.Step} {e.Kind} {e.Name}", 0, report.Summary.Residuals.Any(r => r.Name == e.Name && r.Kind == e.Kind)
                ? new XElement("failure", Text(e.Reason))
                : null))));
        return $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{suites}\n";
    }

    private static XElement Gate(GateResult gate) => Case("gate", $"{gate.Gate} {gate.Subject}", 0, gate.State == GateState.Green
        ? null
        : new XElement("failure", new XAttribute("message", Clean($"{gate.State}: found {gate.Found}")), Text($"Expected {gate.Expected}; found {gate.Found}. {gate.Remedy}")));

    private static XElement Suite(string name, IEnumerable<XElement> cases)
    {
        var all = cases.ToList();
        return new XElement(
            "testsuite",
            new XAttribute("name", name),
            new XAttribute("tests", all.Count),
            new XAttribute("failures", all.Count(c => c.Element("failure") is not null)),
            new XAttribute("skipped", all.Count(c => c.Element("skipped") is not null)),
            all);
    }

    private static XElement Case(string group, string name, double seconds, XElement? outcome) => new(
        "testcase", new XAttribute("classname", group), new XAttribute("name", Clean(name)), new XAttribute("time", seconds.ToString("0.000", CultureInfo.InvariantCulture)), outcome);

    private static XText Text(string? text) => new(Clean(text ?? string.Empty));

    /// <summary>XML knows no way to write most control characters.</summary>
    private static string Clean(string text) => string.Concat(text.Select(c => XmlConvert.IsXmlChar(c) ? c : '\uFFFD'));
}
