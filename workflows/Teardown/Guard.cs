using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>
/// The run's teardown, started before the first object exists. It outlives its parent: whatever ends the parent, Terminate and Reset included,
/// has it begin. It is signalled by its workflow id, as no child: after a Reset, Temporal does not take this run for its parent any more.
/// </summary>
internal sealed class Guard
{
    private readonly TeardownInput input;
    private ChildWorkflowHandle child;
    private bool asked;

    private Guard(TeardownInput input, ChildWorkflowHandle child) => (this.input, this.child) = (input, child);

    /// <summary>Whose guard it is.</summary>
    public RunInput Run => new() { Run = input.Run };

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

    /// <summary>True once the guard has torn the run down though this run never told it to; false where it ended otherwise.</summary>
    public async Task<bool> EndsUnaskedAsync()
    {
        try
        {
            await child.GetResultAsync<TeardownSummary>();
            return !asked;
        }
        catch (ChildWorkflowFailureException)
        {
            // Terminated: it is started again when the run comes to its teardown.
            return false;
        }
    }

    /// <summary>Tells the guard to begin and waits for the end of the walk, however long it is parked.</summary>
    public async Task<TeardownSummary> TearDownAsync()
    {
        asked = true;
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
            await Workflow.GetExternalWorkflowHandle(child.Id).SignalAsync(signal, [.. arguments], new ExternalWorkflowSignalOptions { CancellationToken = CancellationToken.None });
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
