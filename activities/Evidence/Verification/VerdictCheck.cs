using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Checks that no verdict of report.json says more than its gates, scenarios and ledger do. It judges them again, by the rule of the workflow itself.</summary>
internal static class VerdictCheck
{
    /// <summary>The gates that are green in every scenario that passed.</summary>
    private static readonly Gate[] ScenarioGates = [Gate.ScenarioTarget, Gate.ExpectedOutcome, Gate.AppendOnly, Gate.NoProductionSession, Gate.HarnessGone];

    /// <summary>The gates that are also green in every run that passed.</summary>
    private static readonly Gate[] RunGates = [.. Gate.All.Where(gate => gate.Group != GateGroup.Scenario)];

    public static IEnumerable<EvidenceProblem> Problems(Report report) => [.. Verdicts(report), .. Findings(report), .. report.Scenarios.SelectMany(s => Scenario(report, s)), .. Gates(report)];

    private static IEnumerable<EvidenceProblem> Verdicts(Report report)
    {
        var (summary, provisioned) = (report.Summary, NetZero.WasProvisioned(report));
        var verdicts = NetZero.Judge(provisioned, report.Scenarios, report.Gates, report.Ledger);
        return Differences(
            ("verdicts", VerdictText.Describe(verdicts), VerdictText.Describe(summary.Verdicts)),
            ("cleanlyClosed", NetZero.CleanlyClosed(provisioned, verdicts), summary.CleanlyClosed),
            ("exitCode", NetZero.ExitCode(provisioned, summary.End, verdicts), summary.ExitCode),
            ("plan", report.Run.Plan, summary.Plan),
            ("runKey", report.Run.Key, summary.RunKey));
    }

    private static IEnumerable<EvidenceProblem> Findings(Report report) => Differences(
        ("findings", Names(report.Gates.Where(g => g.State != GateState.Green)), Names(report.Summary.Findings)),
        ("residuals", string.Join(' ', report.Ledger.Acknowledged().Select(r => r.Name)), string.Join(' ', report.Summary.Residuals.Select(r => r.Name))));

    private static IEnumerable<EvidenceProblem> Scenario(Report report, ScenarioOutcome scenario)
    {
        var gates = report.Gates.Where(g => g.Scenario == scenario.Id).ToArray();
        if (scenario.Verdict != ScenarioVerdict.Pass)
        {
            yield break;
        }

        foreach (var missing in ScenarioGates.Where(id => gates.All(g => g.Gate != id)))
        {
            yield return new($"report.json, scenario {scenario.Id}", $"{missing}, since it is said to have passed", "no such gate");
        }

        if (gates.All(g => g.Gate != Gate.RolledBack && g.Gate != Gate.DeclaredRows))
        {
            yield return new($"report.json, scenario {scenario.Id}", "G-16 or G-18, since it is said to have passed", "neither");
        }

        foreach (var gate in gates.Where(g => g.State != GateState.Green))
        {
            yield return new($"report.json, scenario {scenario.Id}", $"{gate.Gate} green, since it is said to have passed", $"{gate.State}");
        }
    }

    private static IEnumerable<EvidenceProblem> Gates(Report report) => report.Summary.ExitCode != 0 ? [] :
        from id in RunGates
        let last = report.Gates.LastOrDefault(g => g.Gate == id)
        where last?.State != GateState.Green
        select new EvidenceProblem($"report.json, {id}", "green, since the exit code is 0", last is null ? "no such gate" : $"{last.State}");

    private static string Names(IEnumerable<GateResult> gates) => string.Join(' ', gates.Select(g => $"{g.Gate}{(g.Scenario is null ? string.Empty : $"/{g.Scenario}")}"));

    private static IEnumerable<EvidenceProblem> Differences(params (string Field, object Right, object Said)[] fields) =>
        from field in fields
        where !field.Right.Equals(field.Said)
        select new EvidenceProblem($"report.json, summary.{field.Field}", $"{Or(field.Right)}, as its own gates, scenarios and ledger have it", Or(field.Said));

    private static string Or(object value) => value is "" ? "none" : $"{value}";
}
