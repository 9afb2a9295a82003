using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Supervising;
using DotIuCutter.Temporal.Worker.Writing;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Ledgers;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Following;

/// <summary>Follows a run to its end. It only watches, but for one wish: the operator's abort.</summary>
internal sealed class Follower(ITemporalClient client, IProgress progress, Interrupts interrupts, FollowOptions options)
{
    /// <summary>Since the teardown was first seen at work.</summary>
    private readonly Stopwatch tearing = new();

    private readonly Ended ended = new(client);

    /// <summary>A DryRun, through its teardown, whatever becomes of the DryRun itself.</summary>
    public async Task<Ending> RunAsync(string workflowId)
    {
        var watch = new Watch(client, workflowId);
        Observation? seen = null;
        var abort = new AbortWish(client, workflowId, options);
        while (true)
        {
            var state = await Watch.StateAsync(client, workflowId);
            var closed = state is not (null or WorkflowExecutionStatus.Running or WorkflowExecutionStatus.ContinuedAsNew);
            seen = await watch.LookAsync(seen, closed);
            progress.Show(seen);
            if (closed && state is { } how && await ended.RunAsync(workflowId, how, seen.Run?.Summary) is { } ending)
            {
                return ending.ExitCode == Commands.ExitCodes.Unknown && ending.Summary is null ? await OutliveAsync(watch, seen, ending) : ending;
            }

            if (Leave(seen, workflowId) is { } left)
            {
                return left;
            }

            if (await abort.FollowAsync(interrupts, seen.Silence) is { } said)
            {
                progress.Say(said);
            }

            await interrupts.DelayAsync(options.LookEvery);
        }
    }

    /// <summary>A Teardown alone.</summary>
    public async Task<Ending> TeardownAsync(string teardownId)
    {
        var teardown = new Inquiry(client, teardownId);
        Observation? seen = null;
        while (true)
        {
            var state = await Watch.StateAsync(client, teardownId);
            var answer = await teardown.AskAsync();
            seen = new Observation { WorkflowId = teardownId, Teardown = answer.Status ?? seen?.Teardown, Silence = answer.Silence, Wait = answer.Wait, Beat = answer.Beat };
            progress.Show(seen);
            if (state is not (null or WorkflowExecutionStatus.Running or WorkflowExecutionStatus.ContinuedAsNew)
                && await ended.TeardownAsync(teardownId) is { } ending)
            {
                return ending;
            }

            if (Leave(seen, teardownId) is { } left)
            {
                return left;
            }

            await interrupts.DelayAsync(options.LookEvery);
        }
    }

    /// <summary>The DryRun is gone without a summary: its guard still tears down, and that is followed.</summary>
    private async Task<Ending> OutliveAsync(Watch watch, Observation seen, Ending ending)
    {
        if (!await watch.IsOursAsync())
        {
            return ending with
            {
                Words = [.. ending.Words, "No teardown of it was found: it ended before anything was created, or Temporal lost it. "
                + "With a manifest.json in its evidence folder, run `dryrun reconcile manifest.json`."]
            };
        }

        progress.Say($"{string.Join(" ", ending.Words)} Its guard tears down what it created.");
        var torn = await TeardownAsync(Contract.TeardownId(seen.WorkflowId));
        return torn with { ExitCode = torn.ExitCode is Commands.ExitCodes.Residuals or Commands.ExitCodes.Violated ? torn.ExitCode : Commands.ExitCodes.Unknown, Words = [.. ending.Words, .. torn.Words] };
    }

    private Ending? Leave(Observation seen, string workflowId)
    {
        if (interrupts.Ended || interrupts.Count >= (options.MayAbort ? 2 : 1))
        {
            return Endings.Unknown($"'{workflowId}' goes on without this terminal. Follow it with `dryrun status {workflowId} --watch`.") with { GoesOn = true };
        }

        if (seen.Phase is RunPhase.Teardown or RunPhase.TeardownStuck)
        {
            tearing.Start();
        }

        return options.LeaveParked && seen.Parked ? Left(seen, $"The teardown of '{workflowId}' is parked with {seen.Residuals.Count} residual(s) and tries again by itself.")
            : options.TeardownDeadline is { } deadline && tearing.Elapsed > deadline ? Left(seen, $"The teardown of '{workflowId}' has not ended within {Interval.Words(deadline)}; it goes on by itself.")
            : null;
    }

    private static Ending Left(Observation seen, string words) => new()
    {
        ExitCode = Commands.ExitCodes.Residuals,
        GoesOn = true,
        Words = [words, .. (seen.Residuals.Count > 0 ? seen.Residuals : seen.Ledger?.Residuals() ?? []).Select(Words.Of)],
    };
}
