using System.Text.Json;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Api.Failure.V1;

namespace DotIuCutter.Temporal.Tests.Simulation;

/// <summary>What a run says of itself at its end, against what really is there.</summary>
internal sealed class Judgement(History history, Referee referee, Execution execution)
{
    /// <summary>The run whose objects the execution answers for.</summary>
    public static string NonceOf(History history, Execution execution) => execution.Type == WorkflowNames.Teardown
        ? history.Place.Store.Find(Read<TeardownInput>(execution.Input[0]).Run)?.Nonce ?? throw new Violation($"{execution.WorkflowId} names a run that is not known.")
        : throw new InvalidOperationException($"{execution.WorkflowId} is no teardown.");

    /// <summary>
    /// Made by the daemon for a dead worker after the last look of teardown: either closure still saw it and said so (G-23), or nobody looked again.
    /// </summary>
    public static bool TooLate(History history, string nonce, EngineObject thing) => thing.Late
        && history.Place.Of(nonce) is var run
        && (thing.MadeAt > run.LastLook || run.Gates.GetValueOrDefault("G-23") == GateState.Red);

    public void Check()
    {
        if (execution.Type == WorkflowNames.Teardown)
        {
            CheckTeardown();
        }
        else
        {
            CheckDryRun();
        }
    }

    private static T Read<T>(Temporalio.Api.Common.V1.Payload payload) =>
        DryRunConverter.Instance.PayloadConverter.ToValue(payload, typeof(T)) is T value ? value : throw new InvalidOperationException($"No {typeof(T).Name} in history.");

    private void CheckTeardown()
    {
        Violation.When(execution.State != ExecutionState.Completed, $"The teardown ended as {execution.State}: {execution.Failure?.Message}");
        var outcome = Read<TeardownSummary>(execution.Result ?? throw new Violation("The teardown returned nothing."));
        var nonce = NonceOf(history, execution);
        Violation.When(outcome.Ledger.Residuals().Count > 0, $"The teardown ended with {string.Join(", ", outcome.Ledger.Residuals().Select(r => r.Name))} open.");
        var acknowledged = outcome.Acknowledged.Select(a => a.Name).ToHashSet(StringComparer.Ordinal);
        CheckNothingLeft(nonce, acknowledged);
        CheckLedger(outcome.Ledger, nonce);
        foreach (var residual in outcome.Acknowledged)
        {
            var given = history.Place.Of(nonce).Acknowledged;
            Violation.When(!given.Contains(residual.Name) && !(residual.Id is { } id && given.Contains(id)), $"'{residual.Name}' counts as acknowledged, and nobody did so.");
        }

        var status = history.Temporal.Query<RunStatus>(execution, "status");
        Violation.When(status.Phase != RunPhase.Closed || status.Residuals.Count > 0, $"The teardown has ended and its status says {status.Phase} with {status.Residuals.Count} residuals.");
        Violation.When(!Same(status.Ledger, outcome.Ledger), "The teardown's status has another ledger than its result.");
    }

    private void CheckDryRun()
    {
        var summary = Summary();
        if (summary is null)
        {
            return;
        }

        var nonce = history.Place.Runs.Keys.Single(n => summary.RunKey.EndsWith(RunNonce.Prefix(n), StringComparison.Ordinal));
        var record = history.Place.Of(nonce);
        var acknowledged = summary.Residuals.Select(r => r.Name).ToHashSet(StringComparer.Ordinal);
        CheckNothingLeft(nonce, acknowledged, summary);
        CheckVerdicts(summary, record);

        var status = history.Temporal.Query<RunStatus>(execution, "status");
        Violation.When(status.Phase != RunPhase.Closed, $"The run has ended and its status says {status.Phase}.");
        Violation.When(!Same(status.Summary, summary), "The run's status has another summary than its end.");
        Violation.When(record.Report?.Summary is not { } reported || !Same(reported with { EvidenceDirectory = summary.EvidenceDirectory }, summary), "The report has another summary than the run's end.");
        var words = execution.SearchAttributes.GetValueOrDefault("DryRunVerdict");
        Violation.When(words != VerdictText.Describe(summary.Verdicts), $"The run is listed as '{words}', and its verdicts are {VerdictText.Describe(summary.Verdicts)}.");
    }

    /// <summary>The summary, from the result, the failure's detail or, where Temporal keeps neither, the status. Absent when the plan was never accepted.</summary>
    private ClosureSummary? Summary()
    {
        var (summary, type) = execution.State switch
        {
            ExecutionState.Completed => (Read<ClosureSummary>(execution.Result ?? throw new Violation("The run returned nothing.")), null),
            ExecutionState.Canceled => (history.Temporal.Query<RunStatus>(execution, "status").Summary, null),
            ExecutionState.Failed => (Detail(execution.Failure), execution.Failure?.ApplicationFailureInfo?.Type ?? throw new Violation($"The run failed without a type: {execution.Failure}")),
            _ => throw new Violation($"The run ended as {execution.State}."),
        };
        if (summary is null)
        {
            var accepted = history.Temporal.Query<RunStatus>(execution, "status").RunKey is not null;
            Violation.When(accepted, $"The run ended as {execution.State} {type} without a summary.");
            return null;
        }

        var wanted = summary switch
        {
            { CleanlyClosed: false } => (ExecutionState.Failed, FailureTypes.NotCleanlyClosed),
            { End: RunEnd.Cancelled } => (ExecutionState.Canceled, null),
            { End: RunEnd.Refused } => (ExecutionState.Failed, FailureTypes.PreflightRefused),
            { End: RunEnd.Faulted } => (ExecutionState.Failed, FailureTypes.Faulted),
            _ => (ExecutionState.Completed, (string?)null),
        };
        Violation.When((execution.State, type) != wanted, $"The run ended as {execution.State} {type}, and its summary ({summary.End}, {(summary.CleanlyClosed ? "cleanly closed" : "not cleanly closed")}) wants {wanted}.");
        return summary;
    }

    private static ClosureSummary? Detail(Failure? failure) =>
        failure?.ApplicationFailureInfo?.Details is { Payloads_: [var first, ..] } ? Read<ClosureSummary>(first) : null;

    private void CheckNothingLeft(string nonce, HashSet<string> acknowledged, ClosureSummary? summary = null)
    {
        var left = history.Place.Engine.Of(nonce).Where(t => !TooLate(history, nonce, t) && !acknowledged.Contains(t.Name)).ToList();

        // An end that says so itself is honest: the daemon made it after the last walk and the closing gates saw it.
        var said = summary is { Verdicts.Teardown: TeardownVerdict.Residuals } && left.All(t => t.Late);
        Violation.When(left.Count > 0 && !said, $"{execution.WorkflowId} has ended, and there still is {string.Join(", ", left)}.");
    }

    /// <summary>The ledger says removed only of what this run really destroyed, and never leaves out what it destroyed.</summary>
    private void CheckLedger(Ledger ledger, string nonce)
    {
        var destroyed = history.Place.Of(nonce).Destroyed;
        foreach (var entry in ledger.Entries)
        {
            Violation.When(entry.State == LedgerState.Removed && !destroyed.Exists(d => d.Kind == entry.Kind && d.Name == entry.Name), $"The ledger has '{entry.Name}' removed, and it never was.");
        }

        foreach (var thing in destroyed.Where(d => !d.Anonymous))
        {
            Violation.When(!ledger.Entries.Any(e => e.Kind == thing.Kind && e.Name == thing.Name), $"The ledger does not know of {thing}, which the run destroyed.");
        }
    }

    private void CheckVerdicts(ClosureSummary summary, RunRecord record)
    {
        var gates = record.Gates;
        var provisioned = history.Temporal.Executions.Any(e => e.Type == WorkflowNames.Teardown && e.Parent == execution);
        var red = new[] { "G-23", "G-24", "G-28", "G-29", "G-30" }.Where(g => gates.GetValueOrDefault(g, GateState.Unknown) != GateState.Green).ToList();
        var teardown = provisioned && (red.Count > 0 || summary.Residuals.Count > 0) ? TeardownVerdict.Residuals : TeardownVerdict.Clean;

        // G-21 that was acknowledged as unread is a residual of teardown's ledger only in name: the invariant is unknown.
        var assertionsOnly = summary.Residuals.Count > 0 && summary.Residuals.All(r => r.Kind == ObjectKind.Assertion) && red.Count == 0;
        Violation.When(
            summary.Verdicts.Teardown != (assertionsOnly ? TeardownVerdict.Clean : teardown),
            $"The verdict says {summary.Verdicts.Teardown}; really {teardown}: gates not green [{string.Join(", ", red)}], acknowledged [{string.Join(", ", summary.Residuals.Select(r => r.Name))}].");

        var states = new[] { "G-21", "G-22", "G-25", "G-26", "G-27" }
            .Select(g => summary.Residuals.Any(r => r.Name == g) ? GateState.Unknown : gates.GetValueOrDefault(g, GateState.Unknown)).ToList();
        var invariants = states.Contains(GateState.Red) ? InvariantVerdict.Violated : states.Contains(GateState.Unknown) ? InvariantVerdict.Unknown : InvariantVerdict.Held;
        Violation.When(summary.Verdicts.Invariants != invariants, $"The verdict says {summary.Verdicts.Invariants}; really {invariants}.");
        var clean = !provisioned || (summary.Verdicts is { Teardown: TeardownVerdict.Clean, Invariants: InvariantVerdict.Held });
        Violation.When(summary.CleanlyClosed != clean, $"The run calls itself {(summary.CleanlyClosed ? "cleanly closed" : "not cleanly closed")} with {VerdictText.Describe(summary.Verdicts)}.");
        Violation.When(summary.ExitCode != ExitCode(summary, provisioned), $"Exit code {summary.ExitCode}, expected {ExitCode(summary, provisioned)} for {summary.End}, {VerdictText.Describe(summary.Verdicts)}.");
        CheckEnd(summary);
    }

    private static int ExitCode(ClosureSummary summary, bool provisioned) =>
        summary.Verdicts.Invariants == InvariantVerdict.Violated ? 5
        : summary.Verdicts.Teardown == TeardownVerdict.Residuals ? 4
        : summary.Verdicts.Invariants == InvariantVerdict.Unknown && provisioned ? 7
        : summary.End == RunEnd.Faulted ? 7
        : summary.End == RunEnd.Refused ? 3
        : summary.End is RunEnd.Aborted or RunEnd.Cancelled ? 6
        : summary.Verdicts.Scenarios == ScenarioVerdict.Pass ? 0 : 1;

    private void CheckEnd(ClosureSummary summary)
    {
        var ends = referee.Ends(execution);
        Violation.When(
            summary.End == RunEnd.Finished && summary.Verdicts.Scenarios != referee.ScenariosOf(execution),
            $"The verdict on the scenarios is {summary.Verdicts.Scenarios}; really {referee.ScenariosOf(execution)}.");
        Violation.When(!ends.Contains(summary.End), $"The run says it ended as {summary.End}; it ended as {string.Join(" or ", ends)}.");
    }

    private static bool Same<T>(T one, T other) => JsonSerializer.Serialize(one, Json.Options) == JsonSerializer.Serialize(other, Json.Options);
}
