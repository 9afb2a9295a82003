using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Notices;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows;

/// <summary>
/// The guard of a run. It waits until it is told to begin, its parent has ended or it is cancelled, then walks the seven steps. Every step
/// is attempted, none is swallowed; what is left parks the workflow until <c>retry</c>, <c>acknowledge</c> or its timer. Nothing cancels the walk.
/// </summary>
[Workflow(WorkflowNames.Teardown)]
public sealed class TeardownWorkflow
{
    private readonly RunState board = new(Workflow.Info.WorkflowId, Workflow.UtcNow);
    private readonly Queue<AcknowledgeRequest> acknowledgements = [];
    private Ledger? handedOver;
    private bool retry;

    /// <summary>What the teardown has come to so far.</summary>
    [WorkflowQuery("status")]
    public RunStatus Status => board.Status;

    /// <summary>Walks the manifest of the input, see <see cref="TeardownRequest"/>, and returns when nothing of it is open.</summary>
    [WorkflowRun]
    public async Task<TeardownOutcome> RunAsync(IRawValue? input = null)
    {
        var request = RawInput.TeardownInput(input);
        board.Begin(request.Manifest);
        if (request.Ledger is null)
        {
            await ToldToBeginAsync();
        }

        board.Ledger = request.Ledger ?? (handedOver?.Covers(request.Manifest) == true ? handedOver : board.Ledger);
        var begunAt = request.BegunAt ?? Workflow.UtcNow;
        board.Enter(RunPhase.Teardown);
        var walk = new TeardownWalk(request, board);
        var people = new NoticeSender(request.Manifest.Run);
        for (var times = 0; (await walk.WalkAsync()).Count > 0; times++)
        {
            await ParkAsync(walk, people, Policies.ParkedFor(times));
            if (walk.Left.Count == 0)
            {
                break;
            }

            if (Workflow.ContinueAsNewSuggested)
            {
                var next = new RawValue(Workflow.PayloadConverter.ToPayload(request with { Ledger = board.Ledger, BegunAt = begunAt }));
                throw Workflow.CreateContinueAsNewException((TeardownWorkflow t) => t.RunAsync(next));
            }

            board.Enter(RunPhase.Teardown);
            await TellParentAsync();
        }

        var outcome = new TeardownOutcome
        {
            Ledger = board.Ledger,
            Assertions = [.. board.Gates],
            Acknowledged = [.. board.Ledger.Acknowledged(), .. walk.AcknowledgedAssertions],
            Seconds = (Workflow.UtcNow - begunAt).TotalSeconds,
        };
        board.Enter(RunPhase.Teardown);
        var mark = ClosedMark.From(request.Manifest.Run, outcome, Workflow.UtcNow);
        await Workflow.ExecuteActivityAsync((ITeardown a) => a.CloseAsync(mark), Policies.Closure(board.Doing("record the closing")));
        board.Enter(RunPhase.Closed);
        if (handedOver is null)
        {
            // No dry run reports of it.
            await people.ViolatedAsync(board.Gates);
        }

        if (handedOver is null || people.Parked)
        {
            await people.ClosedAsync(outcome);
        }

        return outcome;
    }

    /// <summary>From the dry run: its ledger, and leave to walk.</summary>
    [WorkflowSignal("begin")]
    public Task BeginAsync(Ledger ledger)
    {
        handedOver ??= ledger;
        return Task.CompletedTask;
    }

    /// <summary>A parked teardown walks again now.</summary>
    [WorkflowSignal("retry")]
    public Task RetryAsync()
    {
        retry = true;
        return Task.CompletedTask;
    }

    /// <summary>Takes a residual off the ledger: see <see cref="AcknowledgeRequest"/>. The run is then not cleanly closed.</summary>
    [WorkflowSignal("acknowledge")]
    public Task AcknowledgeAsync(IRawValue? residual = null)
    {
        acknowledgements.Enqueue(RawInput.Acknowledgement(residual));
        return Task.CompletedTask;
    }

    /// <summary>Without a parent (<c>dryrun reconcile</c>) there is nobody to wait for.</summary>
    private async Task ToldToBeginAsync()
    {
        if (Workflow.Info.Parent is null)
        {
            return;
        }

        board.Doing("waiting for the dry run's end");
        try
        {
            await Workflow.WaitConditionAsync(() => handedOver is not null);
        }
        catch (Exception e) when (TemporalException.IsCanceledException(e))
        {
            // The parent has ended, however it did, or an operator cancelled the guard: both mean "begin".
        }
    }

    /// <summary>Until <c>retry</c>, the timer, or an acknowledgement that leaves nothing open.</summary>
    private async Task ParkAsync(TeardownWalk walk, NoticeSender people, TimeSpan patience)
    {
        var until = Workflow.UtcNow + patience;
        do
        {
            board.Park(walk.Left, until);
            await TellParentAsync();
            await people.ViolatedAsync(board.Gates);
            await people.ParkedAsync(board.Status);
            await Workflow.WaitConditionWithOptionsAsync(new(
                () => retry || acknowledgements.Count > 0, AtLeastAMoment(until - Workflow.UtcNow), timeoutSummary: "parked: tries again by itself", cancellationToken: CancellationToken.None));
            while (acknowledgements.TryDequeue(out var answer))
            {
                walk.Acknowledge(answer);
            }
        }
        while (!retry && walk.Left.Count > 0 && Workflow.UtcNow < until);

        retry = false;
    }

    /// <summary>So that the dry run's own status shows it. A parent that has ended needs no word.</summary>
    private async Task TellParentAsync()
    {
        if (Workflow.Info.Parent is not { } parent)
        {
            return;
        }

        try
        {
            await Workflow.GetExternalWorkflowHandle<DryRunWorkflow>(parent.WorkflowId)
                .SignalAsync(d => d.TeardownAsync(board.Status), new ExternalWorkflowSignalOptions { CancellationToken = CancellationToken.None });
        }
        catch (FailureException e)
        {
            WorkflowLog.NotSignalled(Workflow.Logger, parent.WorkflowId, e.Message);
        }
    }

    private static TimeSpan AtLeastAMoment(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1);
}
