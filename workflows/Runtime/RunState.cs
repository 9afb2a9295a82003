using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>What a workflow shows of itself: the answer of <c>status</c>, the current details, the search attributes. Nothing is decided by it.</summary>
internal sealed class RunState(string workflowId, DateTimeOffset startedAt)
{
    private RunStatus status = new() { WorkflowId = workflowId, Phase = RunPhase.Preflight, StartedAt = startedAt };

    public RunStatus Status => status;

    /// <summary>Names the step being worked on; it is the activity's summary too.</summary>
    public string Begin(string step)
    {
        status = status with { Step = step };
        return step;
    }

    /// <summary>The run has its key.</summary>
    public void Identify(string runKey, IReadOnlyList<ScenarioStatus> scenarios)
    {
        var plan = RunKey.PlanOf(runKey);
        status = status with { Plan = plan, RunKey = runKey, Scenarios = scenarios };
        Workflow.UpsertTypedSearchAttributes(SearchAttributes.Plan.ValueSet(plan), SearchAttributes.Phase.ValueSet($"{status.Phase}"));
        Refresh();
    }

    /// <summary>A gate that is read again takes the place of what it answered before.</summary>
    public GateAnswer Show(GateAnswer gate)
    {
        status = status with { Gates = [.. status.Gates.Where(g => g.Gate != gate.Gate || g.Scenario != gate.Scenario), gate] };
        return gate;
    }

    public Ledger Show(Ledger ledger)
    {
        status = status with { Ledger = ledger };
        return ledger;
    }

    /// <summary>Objects as they stand now.</summary>
    public void Show(IReadOnlyList<LedgerEntry> entries) =>
        status = status with { Ledger = (status.Ledger ?? new Ledger { Entries = [] }).WithEntries(entries) };

    public void Show(ScenarioStatus scenario)
    {
        status = status with { Scenarios = [.. status.Scenarios.Select(s => s.Id == scenario.Id ? scenario : s)] };
        Refresh();
    }

    public void Enter(RunPhase phase)
    {
        if (status.Phase != phase)
        {
            status = status with { Phase = phase, Step = null, Residuals = [], NextRetryAt = null };
            Workflow.UpsertTypedSearchAttributes(SearchAttributes.Phase.ValueSet($"{phase}"));
        }

        Refresh();
    }

    /// <summary>Teardown cannot go on by itself.</summary>
    public void Park(IReadOnlyList<Residual> residuals, DateTimeOffset? nextRetryAt)
    {
        Enter(RunPhase.TeardownStuck);
        status = status with { Step = "waiting for retry, acknowledge or the timer", Residuals = residuals, NextRetryAt = nextRetryAt };
        Refresh();
    }

    /// <summary>The run stops for somebody to look at the DR.</summary>
    public void Hold(Hold hold)
    {
        status = status with { Step = $"held {hold.Where}: waiting for continue, or the timer", Holds = [.. status.Holds, hold] };
        Refresh();
    }

    public void EndHold(HoldEnd end)
    {
        var held = status.Held ?? throw new InvalidOperationException("Nothing is held.");
        var seconds = Math.Round((Workflow.UtcNow - held.Since).TotalSeconds, 3);
        status = status with { Step = null, Holds = [.. status.Holds.SkipLast(1), held with { Seconds = seconds, End = end }] };
        Refresh();
    }

    /// <summary>The first reason stays.</summary>
    public void Abort(string reason) => status = status with { AbortReason = status.AbortReason ?? reason };

    /// <summary>What was running when the run was stopped did not come to its end.</summary>
    public void Interrupt() => status = status with
    {
        Scenarios = [.. status.Scenarios.Select(s => s.State == ScenarioState.Running ? s with { State = ScenarioState.Interrupted } : s)],
    };

    public void Close(ClosureSummary summary)
    {
        status = status with { Summary = summary, Phase = RunPhase.Closed, Step = null };
        Workflow.UpsertTypedSearchAttributes(
            SearchAttributes.Phase.ValueSet($"{RunPhase.Closed}"), SearchAttributes.Verdict.ValueSet(VerdictText.Describe(summary.Verdicts)));
        Refresh();
    }

    private void Refresh() => Workflow.CurrentDetails = CurrentDetails.Render(status);
}
