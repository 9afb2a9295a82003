using System.Globalization;
using DotIuCutter.Temporal.Activities.Preflight.Survey;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Worker.Display;

/// <summary>Describes the records of the contract in sentences.</summary>
internal static class Formatting
{
    public static string Describe(RunPhase phase) => phase switch
    {
        RunPhase.Preflight => "Preflight began: nothing exists yet.",
        RunPhase.Provision => "Preflight was green; provisioning began.",
        RunPhase.Scenarios => "The DR was ready; the scenarios began.",
        RunPhase.Teardown => "Teardown began.",
        RunPhase.TeardownStuck => "Teardown left residuals and is parked: remove or `dryrun acknowledge` them, then `dryrun retry`; it also tries again by itself.",
        RunPhase.Closure => "Teardown ended; closure began.",
        RunPhase.Closed => "The run closed.",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "not a phase"),
    };

    public static string Describe(SurveyFinding finding) => finding.State switch
    {
        GateState.Green => $"{finding.Id} was green: {finding.Subject}: {Sentence.Finish(finding.Found)}",
        GateState.Red => $"{finding.Id} was RED: {finding.Subject}: expected {finding.Expected}, found {Sentence.Finish(finding.Found)} {finding.Remedy}".TrimEnd(),
        GateState.Unknown => $"{finding.Id} could not be evaluated: {finding.Subject}: {Sentence.Finish(finding.Found)} {finding.Remedy}".TrimEnd(),
        _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.State, "not a gate's state"),
    };

    public static string Describe(GateAnswer gate)
    {
        var scenario = gate.Scenario is null ? "" : $" in {gate.Scenario}";
        return gate.State switch
        {
            GateState.Green => $"{gate.Gate}{scenario} was green: {Sentence.Finish(gate.Gate.Meaning)}",
            GateState.Red => $"{gate.Gate}{scenario} was RED: {gate.Subject}: expected {gate.Expected}, found {Sentence.Finish(gate.Found ?? "nothing")} {gate.Remedy}".TrimEnd(),
            GateState.Unknown => $"{gate.Gate}{scenario} could not be evaluated: {gate.Subject}: {Sentence.Finish(gate.Found ?? "no reason was given")} {gate.Remedy}".TrimEnd(),
            _ => throw new ArgumentOutOfRangeException(nameof(gate), gate.State, "not a gate's state"),
        };
    }

    /// <param name="scenario">How it stands.</param>
    /// <param name="over">True when the run begins no further scenario.</param>
    public static string Describe(ScenarioStatus scenario, bool over) => scenario.State switch
    {
        ScenarioState.Passed => $"Scenario {scenario.Id} passed in {Seconds(scenario.Seconds)}: {Sentence.Finish(scenario.Title)}",
        ScenarioState.Failed => $"Scenario {scenario.Id} FAILED after {Seconds(scenario.Seconds)}: {scenario.Title}: {Sentence.Finish(scenario.Reason ?? "no reason was given")}",
        ScenarioState.Running => $"Scenario {scenario.Id} is running: {Sentence.Finish(scenario.Title)}",
        ScenarioState.Interrupted => $"Scenario {scenario.Id} was interrupted: {Sentence.Finish(scenario.Title)}",
        ScenarioState.NotStarted => $"Scenario {scenario.Id} {(over ? "was not run" : "is waiting")}: {Sentence.Finish(scenario.Title)}",
        _ => throw new ArgumentOutOfRangeException(nameof(scenario), scenario.State, "not a state"),
    };

    /// <summary>The name of a phase in the middle of a sentence.</summary>
    public static string PhaseName(RunPhase phase) => phase switch
    {
        RunPhase.Preflight => "preflight",
        RunPhase.Provision => "provision",
        RunPhase.Scenarios => "scenarios",
        RunPhase.Teardown => "teardown",
        RunPhase.TeardownStuck => "teardown, parked",
        RunPhase.Closure => "closure",
        RunPhase.Closed => "closed",
        _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "not a phase"),
    };

    public static string Describe(LedgerEntry entry)
    {
        var what = $"{First(Describe(entry.Kind))} {entry.Name}";
        return entry.State switch
        {
            LedgerState.Planned => $"{what} was planned.",
            LedgerState.Present => $"{what} was created{Id(entry.Id)}.",
            LedgerState.Removed => $"{what} was removed{Id(entry.Id)}.",
            LedgerState.AlreadyAbsent => $"{what} was already absent.",
            LedgerState.NotOurs => $"{what} was not ours and was left alone: {Sentence.Finish(entry.Reason ?? "no reason was given")}",
            LedgerState.Failed => $"{what} could NOT be removed: {Sentence.Finish(entry.Reason ?? "no reason was given")}",
            LedgerState.Acknowledged => $"{what} was acknowledged: {Sentence.Finish(entry.Reason ?? "no reason was given")}",
            _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.State, "not a ledger's state"),
        };
    }

    public static string Describe(Hold hold, string workflowId) => hold switch
    {
        { End: null } => $"The run is held {hold.Where} until {hold.Until.UtcDateTime:HH:mm:ss} UTC. Look at the DR with `{hold.Look}`; go on with `dryrun continue {workflowId}`.",
        { End: HoldEnd.Continued } => $"The run went on after {Seconds(hold.Seconds ?? 0)} {hold.Where}.",
        { End: HoldEnd.Expired } => $"The hold {hold.Where} expired after {Seconds(hold.Seconds ?? 0)}: everything is torn down.",
        _ => $"The hold {hold.Where} was ended by an abort or a cancel.",
    };

    public static string Describe(Residual residual) =>
        $"Residual: {Describe(residual.Kind)} {residual.Name}{Id(residual.Id)}: {Sentence.Finish(residual.Reason)}"
        + $" Remove it with: {residual.Remedy}"
        + (residual.Acknowledged is null ? "" : $" (acknowledged: {residual.Acknowledged})");

    public static string Describe(ObjectKind kind) => kind switch
    {
        ObjectKind.Container => "container",
        ObjectKind.Volume => "volume",
        ObjectKind.Network => "network",
        ObjectKind.SecretFile => "secret file",
        ObjectKind.Path => "path",
        ObjectKind.Assertion => "assertion",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind of object"),
    };

    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    private static string Id(string? id) => id is null ? "" : $" ({(id.Length > 12 ? id[..12] : id)})";

    private static string First(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
