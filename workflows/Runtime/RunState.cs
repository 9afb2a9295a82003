using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>What a run has come to so far; the only mutable state of a workflow, and where <c>status</c>, details and search attributes come from.</summary>
internal sealed class RunState(string workflowId, DateTimeOffset startedAt)
{
    private RunStatus status = new() { WorkflowId = workflowId, Phase = RunPhase.Preflight, StartedAt = startedAt };

    public RunStatus Status => status;

    public Ledger Ledger
    {
        get => status.Ledger ?? throw new InvalidOperationException("The ledger begins with the manifest.");
        set => status = status with { Ledger = value };
    }

    public RunFacts Facts { get; set; } = new();

    /// <summary>As it was drafted last; absent before closure.</summary>
    public Report? Report { get; set; }

    /// <summary>False for runs that were begun before <see cref="Concurrently"/>.</summary>
    public bool SideBySide { get; set; }

    /// <summary>False for runs of an earlier version, which take more in steps of their own and repeat in their inputs what they know (decision 0021).</summary>
    public bool SaidOnce { get; set; }

    public IReadOnlyList<GateResult> Gates => status.Gates;

    public IReadOnlyList<ScenarioOutcome> Scenarios => status.Scenarios;

    /// <summary>True when every gate so far is green.</summary>
    public bool AllGreen => status.Gates.All(g => g.State == GateState.Green);

    /// <summary>Names the step being worked on; it is the activity's summary too.</summary>
    public string Doing(string step)
    {
        status = status with { Step = step };
        return step;
    }

    /// <summary>True when green.</summary>
    public bool Judge(GateResult gate)
    {
        status = status with { Gates = [.. status.Gates, gate] };
        return gate.State == GateState.Green;
    }

    /// <summary>A gate that is read again takes the place of what it said before.</summary>
    public void JudgeAgain(GateResult gate) =>
        status = status with { Gates = [.. status.Gates.Where(g => g.Gate != gate.Gate || g.Scenario != gate.Scenario), gate] };

    public void Begin(Manifest manifest)
    {
        status = status with
        {
            Plan = manifest.Plan.Name,
            RunKey = manifest.RunKey,
            Ledger = status.Ledger ?? Ledger.Begin(manifest),
            Scenarios = [.. manifest.Plan.Scenarios.Select(ScenarioOutcome.NotRun)],
        };
        Workflow.UpsertTypedSearchAttributes(SearchAttributes.Plan.ValueSet(manifest.Plan.Name), SearchAttributes.Phase.ValueSet($"{status.Phase}"));
        Show();
    }

    public void Enter(RunPhase phase)
    {
        if (status.Phase != phase)
        {
            status = status with { Phase = phase, Step = null, Residuals = [], NextRetryAt = null };
            Workflow.UpsertTypedSearchAttributes(SearchAttributes.Phase.ValueSet($"{phase}"));
        }

        Show();
    }

    /// <summary>Teardown cannot go on by itself.</summary>
    public void Park(IReadOnlyList<Residual> residuals, DateTimeOffset? nextRetryAt)
    {
        Enter(RunPhase.TeardownStuck);
        status = status with { Step = "waiting for retry, acknowledge or the timer", Residuals = residuals, NextRetryAt = nextRetryAt };
        Show();
    }

    /// <summary>Somebody wants to look at the DR.</summary>
    public void Hold(Hold hold)
    {
        status = status with { Step = $"held {hold.Where}: waiting for continue, or the timer", Holds = [.. status.Holds, hold] };
        Show();
    }

    public void GoOn(HoldEnd end)
    {
        var held = status.Held ?? throw new InvalidOperationException("Nothing is held.");
        var seconds = Math.Round((Workflow.UtcNow - held.Since).TotalSeconds, 3);
        status = status with { Step = null, Holds = [.. status.Holds.SkipLast(1), held with { Seconds = seconds, End = end }] };
        Show();
    }

    public void Abort(string reason) => status = status with { AbortReason = status.AbortReason ?? reason };

    public void Record(ScenarioOutcome outcome)
    {
        status = status with { Scenarios = [.. status.Scenarios.Select(s => s.Id == outcome.Id ? outcome : s)] };
        Show();
    }

    public void Close(ClosureSummary summary)
    {
        status = status with { Summary = summary, Phase = RunPhase.Closed, Step = null };
        Workflow.UpsertTypedSearchAttributes(
            SearchAttributes.Phase.ValueSet($"{RunPhase.Closed}"), SearchAttributes.Verdict.ValueSet(VerdictText.Describe(summary.Verdicts)));
        Show();
    }

    private void Show() => Workflow.CurrentDetails = CurrentDetails.Render(status);
}
