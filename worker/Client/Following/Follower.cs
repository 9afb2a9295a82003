using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Cli;
using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Follows a run to its end. It only watches, but for one wish: the operator's abort.</summary>
internal sealed class Follower(ITemporalClient client, IProgress progress, InterruptCounter interrupts, FollowOptions options)
{
    /// <summary>Since the teardown was first seen at work.</summary>
    private readonly Stopwatch tearing = new();

    private readonly ResultReader ended = new(client);

    /// <summary>A DryRun, through its teardown, whatever becomes of the DryRun itself.</summary>
    public async Task<FollowResult> RunAsync(string workflowId)
    {
        var watch = new Watch(client, workflowId);
        Observation? seen = null;
        var abort = new AbortRequester(client, workflowId, options);
        while (true)
        {
            var state = await Watch.StateAsync(client, workflowId);
            var closed = state is not (null or WorkflowExecutionStatus.Running or WorkflowExecutionStatus.ContinuedAsNew);
            seen = await watch.LookAsync(seen, closed);
            progress.Show(seen);
            if (closed && state is { } how && await ended.RunAsync(workflowId, how, seen.Run?.Summary) is { } ending)
            {
                return ending.ExitCode == ExitCodes.Unknown && ending.Summary is null ? await OutliveAsync(watch, seen, ending) : ending;
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
    public async Task<FollowResult> TeardownAsync(string teardownId)
    {
        var teardown = new StatusPoller(client, teardownId);
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
    private async Task<FollowResult> OutliveAsync(Watch watch, Observation seen, FollowResult ending)
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
        var torn = await TeardownAsync(WorkflowNames.TeardownId(seen.WorkflowId));
        return torn with { ExitCode = torn.ExitCode is ExitCodes.Residuals or ExitCodes.Violated ? torn.ExitCode : ExitCodes.Unknown, Words = [.. ending.Words, .. torn.Words] };
    }

    private FollowResult? Leave(Observation seen, string workflowId)
    {
        if (interrupts.Ended || interrupts.Count >= (options.MayAbort ? 2 : 1))
        {
            return FollowResults.Unknown($"'{workflowId}' goes on without this terminal. Follow it with `dryrun status {workflowId} --watch`.") with { GoesOn = true };
        }

        if (seen.Phase is RunPhase.Teardown or RunPhase.TeardownStuck)
        {
            tearing.Start();
        }

        return options.LeaveParked && seen.Parked ? Left(seen, $"The teardown of '{workflowId}' is parked with {seen.Residuals.Count} residual(s) and tries again by itself.")
            : options.TeardownDeadline is { } deadline && tearing.Elapsed > deadline ? Left(seen, $"The teardown of '{workflowId}' has not ended within {DurationText.Words(deadline)}; it goes on by itself.")
            : null;
    }

    private static FollowResult Left(Observation seen, string words) => new()
    {
        ExitCode = ExitCodes.Residuals,
        GoesOn = true,
        Words = [words, .. (seen.Residuals.Count > 0 ? seen.Residuals : seen.Ledger?.Residuals() ?? []).Select(Formatting.Describe)],
    };
}
