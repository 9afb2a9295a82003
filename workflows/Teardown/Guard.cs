using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
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
    private readonly TeardownInput input;
    private ChildWorkflowHandle child;

    private Guard(TeardownInput input, ChildWorkflowHandle child) => (this.input, this.child) = (input, child);

    /// <summary>Null when the teardown of an earlier run of the same workflow id is still open.</summary>
    public static async Task<Guard?> StartAsync(RunInput run)
    {
        var input = new TeardownInput { Run = run.Run };
        try
        {
            return new Guard(input, await StartChildAsync(input));
        }
        catch (WorkflowAlreadyStartedException)
        {
            return null;
        }
    }

    /// <summary>Tells the guard to begin and waits for the end of the walk, however long it is parked.</summary>
    public async Task<TeardownSummary> TearDownAsync()
    {
        while (true)
        {
            await SignalAsync("begin");
            try
            {
                return await child.GetResultAsync<TeardownSummary>();
            }
            catch (ChildWorkflowFailureException e) when (e.InnerException is TerminatedFailureException)
            {
                WorkflowLog.TeardownStartedAgain(Workflow.Logger);
                child = await StartChildAsync(input);
            }
        }
    }

    public Task RetryAsync() => SignalAsync("retry");

    public Task AcknowledgeAsync(IRawValue? residual) => SignalAsync("acknowledge", residual);

    /// <summary>A teardown that has ended hears no signal; its result says what became of it.</summary>
    private async Task SignalAsync(string signal, params IReadOnlyList<object?> arguments)
    {
        try
        {
            await child.SignalAsync(signal, arguments.ToList(), new ChildWorkflowSignalOptions { CancellationToken = CancellationToken.None });
        }
        catch (FailureException e)
        {
            WorkflowLog.NotSignalled(Workflow.Logger, child.Id, e.Message);
        }
    }

    private static Task<ChildWorkflowHandle> StartChildAsync(TeardownInput input) => Workflow.StartChildWorkflowAsync(
        WorkflowNames.Teardown,
        [input],
        new ChildWorkflowOptions
        {
            Id = WorkflowNames.TeardownId(Workflow.Info.WorkflowId),
            ParentClosePolicy = ParentClosePolicy.RequestCancel,
            TaskTimeout = WorkflowNames.TaskTimeout,
            CancellationToken = CancellationToken.None,
            StaticSummary = $"teardown of {input.Run}",
        });
}
