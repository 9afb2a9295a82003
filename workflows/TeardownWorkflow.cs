using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Notices;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows;

/// <summary>
/// The guard of a run. It waits until it is told to begin, its parent's run is closed or it is cancelled, then walks the seven steps. Every step
/// is attempted, none is swallowed; what is left parks the workflow until <c>retry</c>, <c>acknowledge</c> or its timer. Nothing cancels the walk.
/// </summary>
[Workflow(WorkflowNames.Teardown)]
public sealed class TeardownWorkflow
{
    /// <summary>Temporal suggests it at 4,096 events; a walk is well below the difference to 2,000.</summary>
    private const int LongHistory = 1500;

    private readonly RunState state = new(Workflow.Info.WorkflowId, Workflow.UtcNow);
    private readonly Queue<AcknowledgeRequest> acknowledgements = [];
    private HashSet<string>? toldParent;
    private bool waiting;
    private bool unasked;
    private bool begun;
    private bool retry;

    /// <summary>What the teardown has come to so far.</summary>
    [WorkflowQuery("status")]
    public RunStatus Status => state.Status;

    /// <summary>Tears down the run of the input, see <see cref="TeardownInput"/>, and returns when nothing of it is open.</summary>
    [WorkflowRun]
    public async Task<TeardownSummary> RunAsync(IRawValue? input = null)
    {
        var request = RawInput.TeardownInput(input);
        var run = new RunInput { Run = request.Run };
        state.Identify(request.Run, []);
        if (request.BegunAt is null)
        {
            await WaitForBeginAsync();
        }

        var begunAt = request.BegunAt ?? Workflow.UtcNow;
        state.Enter(RunPhase.Teardown);
        var steps = new Steps(state, CancellationToken.None);
        var walk = new TeardownWalk(run, state, steps);
        var notices = new NoticeSender(request.Run, RunId);
        await walk.WalkAsync();
        for (var times = 0; walk.Left.Count > 0; times++)
        {
            await ParkAsync(walk, notices, Retries.ParkedFor(times));
            if (walk.Left.Count == 0)
            {
                break;
            }

            // What was acknowledged is in the journal by now: the queue is empty after every park.
            if (Workflow.ContinueAsNewSuggested || Workflow.CurrentHistoryLength > LongHistory)
            {
                var next = new RawValue(Workflow.PayloadConverter.ToPayload(request with { BegunAt = begunAt }));
                throw Workflow.CreateContinueAsNewException((TeardownWorkflow t) => t.RunAsync(next));
            }

            state.Enter(RunPhase.Teardown);
            await walk.WalkAsync();
        }

        state.Enter(RunPhase.Teardown);
        var close = new CloseStep { Run = request.Run, Seconds = (Workflow.UtcNow - begunAt).TotalSeconds, ClosedAt = Workflow.UtcNow };
        var summary = await steps.Final((ITeardown a) => a.CloseAsync(close), "record the closing");
        state.Enter(RunPhase.Closed);
        if (!begun)
        {
            // No dry run reports of it.
            await notices.ViolatedAsync(state.Status.Gates);
        }

        if (!begun || notices.Parked)
        {
            await notices.ClosedAsync();
        }

        return summary with { Unasked = unasked };
    }

    /// <summary>From the dry run: walk now. A payload is of no account.</summary>
    [WorkflowSignal("begin")]
    public Task BeginAsync(IRawValue? ignored = null)
    {
        begun = true;
        return Task.CompletedTask;
    }

    /// <summary>A parked teardown walks again now. A guard whose dry run goes on has nothing to try again, and says so.</summary>
    [WorkflowSignal("retry")]
    public Task RetryAsync()
    {
        if (waiting)
        {
            state.Begin("waiting for the dry run's end; there is nothing to retry until then: abort the dry run first");
        }
        else
        {
            retry = true;
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes a residual off the ledger: see <see cref="AcknowledgeRequest"/>. The run is then not cleanly closed.</summary>
    [WorkflowSignal("acknowledge")]
    public Task AcknowledgeAsync(IRawValue? residual = null)
    {
        acknowledgements.Enqueue(RawInput.Acknowledgement(residual));
        return Task.CompletedTask;
    }

    /// <summary>The dry run's workflow id, which people give to <c>retry</c> and <c>acknowledge</c>.</summary>
    private static string RunId => WorkflowNames.DryRunId(Workflow.Info.WorkflowId);

    /// <summary>Without a parent (<c>dryrun reconcile</c>, the supervisor) there is nothing to wait for.</summary>
    private async Task WaitForBeginAsync()
    {
        if (Workflow.Info.Parent is not { } parent)
        {
            return;
        }

        state.Begin("waiting for the dry run's end");
        waiting = true;
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(Workflow.CancellationToken);
        var watch = WatchAsync(new ParentRun { WorkflowId = parent.WorkflowId, RunId = parent.RunId }, watching.Token);
        try
        {
            await Workflow.WaitConditionAsync(() => begun || watch.IsCompletedSuccessfully);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            // The parent has ended, however it did, or an operator cancelled the guard: both mean "begin".
        }

        (waiting, unasked) = (false, !begun);
        watching.Cancel();
    }

    /// <summary>Ends only with the parent's run: Temporal's close policy does not reach the guard of a run that was reset.</summary>
    private static async Task WatchAsync(ParentRun parent, CancellationToken stop)
    {
        try
        {
            await Workflow.ExecuteActivityAsync((IParentWatch a) => a.WatchAsync(parent), Retries.Watch("watch the dry run", stop));
        }
        catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
        {
            WorkflowLog.NotWatched(Workflow.Logger, parent.WorkflowId, e.InnerException?.Message ?? e.Message);
            await Workflow.DelayAsync(Timeout.InfiniteTimeSpan, stop);
        }
    }

    /// <summary>Until <c>retry</c>, the timer, or an acknowledgement that leaves nothing open.</summary>
    private async Task ParkAsync(TeardownWalk walk, NoticeSender notices, TimeSpan pause)
    {
        var until = Workflow.UtcNow + pause;
        do
        {
            state.Park(walk.Left, until);
            await TellParentAsync(walk.Left);
            await notices.ViolatedAsync(state.Status.Gates);
            await notices.ParkedAsync(walk.Left);
            await Workflow.WaitConditionWithOptionsAsync(new(
                () => retry || acknowledgements.Count > 0, AtLeastOneMillisecond(until - Workflow.UtcNow), timeoutSummary: "parked: tries again by itself", cancellationToken: CancellationToken.None));
            while (acknowledgements.TryDequeue(out var answer))
            {
                await walk.AcknowledgeAsync(answer);
            }
        }
        while (!retry && walk.Left.Count > 0 && Workflow.UtcNow < until);

        retry = false;
    }

    /// <summary>
    /// So that the dry run's own status shows it; the dry run reads on its host what is left. Once for every set of residuals, since each signal stays in
    /// its history. A parent that has ended needs no word.
    /// </summary>
    private async Task TellParentAsync(IReadOnlyList<Residual> left)
    {
        var names = left.Select(r => $"{r.Kind} {r.Name}").ToHashSet(StringComparer.Ordinal);
        if (Workflow.Info.Parent is not { } parent || toldParent?.SetEquals(names) == true)
        {
            return;
        }

        toldParent = names;
        try
        {
            await Workflow.GetExternalWorkflowHandle(parent.WorkflowId)
                .SignalAsync("teardown", [], new ExternalWorkflowSignalOptions { CancellationToken = CancellationToken.None });
        }
        catch (FailureException e)
        {
            WorkflowLog.NotSignalled(Workflow.Logger, parent.WorkflowId, e.Message);
        }
    }

    private static TimeSpan AtLeastOneMillisecond(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1);
}
