using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>
/// The run's teardown, started before the first object exists. It outlives its parent: whatever ends the parent, Terminate included,
/// makes Temporal request its cancel, and it takes that as "begin".
/// </summary>
internal sealed class Guard
{
    private readonly TeardownRequest request;
    private readonly RunState board;
    private ChildWorkflowHandle<TeardownWorkflow, TeardownOutcome> child;

    private Guard(TeardownRequest request, RunState board, ChildWorkflowHandle<TeardownWorkflow, TeardownOutcome> child) =>
        (this.request, this.board, this.child) = (request, board, child);

    /// <summary>Null, with a red G-04, when the teardown of an earlier run of the same workflow id is still open.</summary>
    public static async Task<Guard?> StartAsync(TeardownRequest request, RunState board)
    {
        try
        {
            return new Guard(request, board, await StartChildAsync(request));
        }
        catch (WorkflowAlreadyStartedException)
        {
            var id = WorkflowNames.TeardownId(request.Manifest.WorkflowId);
            board.JudgeAgain(GateResult.Red(
                "G-04", $"workflow '{id}'", "no open teardown of an earlier run", "one that is still open",
                $"See what it left with `dryrun status {id}`, then `dryrun retry {id}` or acknowledge it."));
            return null;
        }
    }

    /// <summary>Hands over the ledger and waits for the end of the walk, however long it is parked.</summary>
    public async Task<TeardownOutcome> TearDownAsync()
    {
        board.Enter(RunPhase.Teardown);
        board.Doing("teardown");
        while (true)
        {
            await TellAsync(() => child.SignalAsync(t => t.BeginAsync(board.Ledger), Uncancelled()));
            try
            {
                var outcome = await child.GetResultAsync();
                board.Ledger = outcome.Ledger;
                foreach (var assertion in outcome.Assertions)
                {
                    board.JudgeAgain(assertion);
                }

                return outcome;
            }
            catch (ChildWorkflowFailureException e) when (e.InnerException is TerminatedFailureException)
            {
                WorkflowLog.TeardownStartedAgain(Workflow.Logger);
                child = await StartChildAsync(request);
            }
        }
    }

    public Task RetryAsync() => TellAsync(() => child.SignalAsync(t => t.RetryAsync(), Uncancelled()));

    public Task AcknowledgeAsync(IRawValue? residual) => TellAsync(() => child.SignalAsync(t => t.AcknowledgeAsync(residual), Uncancelled()));

    /// <summary>A teardown that has ended hears no signal; its result says what became of it.</summary>
    private async Task TellAsync(Func<Task> signal)
    {
        try
        {
            await signal();
        }
        catch (FailureException e)
        {
            WorkflowLog.NotSignalled(Workflow.Logger, child.Id, e.Message);
        }
    }

    private static ChildWorkflowSignalOptions Uncancelled() => new() { CancellationToken = CancellationToken.None };

    private static Task<ChildWorkflowHandle<TeardownWorkflow, TeardownOutcome>> StartChildAsync(TeardownRequest request)
    {
        var input = new RawValue(Workflow.PayloadConverter.ToPayload(request));
        return Workflow.StartChildWorkflowAsync(
            (TeardownWorkflow t) => t.RunAsync(input),
            new ChildWorkflowOptions
            {
                Id = WorkflowNames.TeardownId(request.Manifest.WorkflowId),
                ParentClosePolicy = ParentClosePolicy.RequestCancel,
                TaskTimeout = WorkflowNames.TaskTimeout,
                CancellationToken = CancellationToken.None,
                StaticSummary = $"teardown of {request.Manifest.RunKey}",
            });
    }
}
