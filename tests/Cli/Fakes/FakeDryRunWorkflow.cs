using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Tests.Cli.Fakes;

/// <summary>Plays a run by the plan's name: green, invalid, refused, waits, parked, broken.</summary>
[Workflow(WorkflowNames.DryRun)]
internal sealed class FakeDryRunWorkflow
{
    private string? abort;
    private RunStatus status = new() { WorkflowId = Workflow.Info.WorkflowId, Phase = RunPhase.Preflight, StartedAt = Workflow.UtcNow };

    [WorkflowQuery("status")]
    public RunStatus Status => status;

    [WorkflowSignal("abort")]
    public Task AbortAsync(string? reason = null)
    {
        abort = reason ?? "no reason";
        return Task.CompletedTask;
    }

    [WorkflowRun]
    public async Task<ClosureSummary> RunAsync(StartInput request)
    {
        var plan = request.Plan ?? request.PlanDocument?.GetProperty("name").GetString() ?? "none";
        status = status with { Plan = plan, RunKey = $"{plan}-0123456789ab" };
        switch (plan)
        {
            case "invalid":
                var problem = new DocumentProblem("$.objects.network", "'dead'", "a name holds a letter outside a-f", "Rename it");
                throw new ApplicationFailureException($"plan 'invalid': expected a valid plan; found 1 problem:\n{problem}", FailureTypes.InvalidRequest, nonRetryable: true);
            case "refused":
                throw new ApplicationFailureException("refused", FailureTypes.PreflightRefused, nonRetryable: true, details: [Summary(plan, RunEnd.Refused, 3)]);
            case "broken":
                throw new ApplicationFailureException("disk on fire", "SomethingElse", nonRetryable: true);
            default:
                break;
        }

        var guard = await Workflow.StartChildWorkflowAsync(WorkflowNames.Teardown, [plan == "parked" ? "parked" : "clean"], new ChildWorkflowOptions
        {
            Id = WorkflowNames.TeardownId(Workflow.Info.WorkflowId),
            ParentClosePolicy = Temporalio.Workflows.ParentClosePolicy.RequestCancel,
        });
        status = status with { Gates = [GateAnswer.From(GateResult.Green(Gate.PlanValid, "plan", "valid", "valid"))], Phase = RunPhase.Scenarios, Step = "scenario.run" };
        if (plan == "waits")
        {
            await Workflow.WaitConditionAsync(() => abort is not null);
        }

        await Workflow.DelayAsync(300);
        status = status with { AbortReason = abort, Phase = RunPhase.Teardown, Scenarios = [new() { Id = "S1", Title = "It writes", State = ScenarioState.Passed, Seconds = 1.2 }] };
        await guard.SignalAsync("begin", []);
        var outcome = await guard.GetResultAsync<TeardownSummary>();
        status = status with { Phase = RunPhase.Closed, Step = null };
        var summary = Summary(plan, abort is null ? RunEnd.Finished : RunEnd.Aborted, outcome.Acknowledged.Count > 0 ? 4 : abort is null ? 0 : 6, outcome.Acknowledged);
        status = status with { Summary = summary };
        return summary.CleanlyClosed
            ? summary
            : throw new ApplicationFailureException("left something", FailureTypes.NotCleanlyClosed, nonRetryable: true, details: [summary]);
    }

    private static ClosureSummary Summary(string plan, RunEnd end, int exitCode, params IReadOnlyList<Residual> residuals) => new()
    {
        Plan = plan,
        RunKey = $"{plan}-0123456789ab",
        End = end,
        Verdicts = new Verdicts
        {
            Scenarios = end == RunEnd.Finished ? ScenarioVerdict.Pass : ScenarioVerdict.NotRun,
            Teardown = residuals.Count == 0 ? TeardownVerdict.Clean : TeardownVerdict.Residuals,
            Invariants = InvariantVerdict.Held,
        },
        CleanlyClosed = residuals.Count == 0 && end != RunEnd.Refused,
        ExitCode = exitCode,
        Residuals = residuals,
        EvidenceDirectory = $"/evidence/{plan}-0123456789ab",
    };
}
