using System.Diagnostics;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Follows a run to its end. It only watches; the one thing it may send is the operator's abort.</summary>
internal sealed class Follower(ITemporalClient client, IRunProgress progress, InterruptCounter interrupts, FollowOptions options)
{
    /// <summary>Runs since the teardown was first seen at work.</summary>
    private readonly Stopwatch teardownTime = new();

    private readonly ResultReader results = new(client);

    /// <summary>Follows a DryRun and its teardown, whatever becomes of the DryRun itself.</summary>
    public async Task<FollowResult> RunAsync(string workflowId)
    {
        var observer = new RunObserver(client, workflowId);
        Observation? seen = null;
        var abort = new AbortRequester(client, workflowId, options);
        while (true)
        {
            var state = await RunObserver.StateAsync(client, workflowId);
            var closed = state is not (null or WorkflowExecutionStatus.Running or WorkflowExecutionStatus.ContinuedAsNew);
            seen = await observer.ObserveAsync(seen, closed);
            progress.Show(seen);
            if (closed && state is { } closeStatus && await results.RunAsync(workflowId, closeStatus, seen.Run?.Summary) is { } result)
            {
                return result.ExitCode == ExitCodes.Unknown && result.Summary is null ? await FollowGuardAsync(observer, seen, result) : result;
            }

            if (StopFollowing(seen, workflowId) is { } left)
            {
                return left;
            }

            if (await abort.FollowAsync(interrupts, seen.NoAnswer) is { } message)
            {
                progress.Say(message);
            }

            await interrupts.DelayAsync(options.PollInterval);
        }
    }

    /// <summary>Follows a Teardown alone.</summary>
    public async Task<FollowResult> TeardownAsync(string teardownId)
    {
        var teardown = new StatusPoller(client, teardownId);
        Observation? seen = null;
        while (true)
        {
            var state = await RunObserver.StateAsync(client, teardownId);
            var answer = await teardown.AskAsync();
            seen = new Observation
            {
                WorkflowId = teardownId,
                Teardown = answer.Status ?? seen?.Teardown,
                NoAnswer = answer.NoAnswer,
                Wait = answer.Wait,
                Heartbeat = answer.Heartbeat,
            };
            progress.Show(seen);
            if (state is not (null or WorkflowExecutionStatus.Running or WorkflowExecutionStatus.ContinuedAsNew)
                && await results.TeardownAsync(teardownId) is { } result)
            {
                return result;
            }

            if (StopFollowing(seen, teardownId) is { } left)
            {
                return left;
            }

            await interrupts.DelayAsync(options.PollInterval);
        }
    }

    /// <summary>The DryRun ended without a summary. Its guard still tears down, so the guard is followed.</summary>
    private async Task<FollowResult> FollowGuardAsync(RunObserver observer, Observation seen, FollowResult run)
    {
        if (!await observer.HasGuardAsync())
        {
            return run with
            {
                Messages =
                [
                    .. run.Messages,
                    "No teardown of it was found: either nothing had been created, or Temporal lost it. "
                    + "If its evidence folder has a manifest.json, run `dryrun reconcile manifest.json`.",
                ],
            };
        }

        progress.Say($"{string.Join(" ", run.Messages)} Its guard tears down what the run created.");
        var teardown = await TeardownAsync(WorkflowNames.TeardownId(seen.WorkflowId));
        return teardown with
        {
            ExitCode = teardown.ExitCode is ExitCodes.Residuals or ExitCodes.Violated ? teardown.ExitCode : ExitCodes.Unknown,
            Messages = [.. run.Messages, .. teardown.Messages],
        };
    }

    /// <summary>Null while the run is to be followed further.</summary>
    private FollowResult? StopFollowing(Observation seen, string workflowId)
    {
        if (interrupts.Ended || interrupts.Count >= (options.MayAbort ? 2 : 1))
        {
            return FollowResults.Unknown($"'{workflowId}' goes on without this terminal. Follow it with `dryrun status {workflowId} --watch`.") with { GoesOn = true };
        }

        if (seen.Phase is RunPhase.Teardown or RunPhase.TeardownStuck)
        {
            teardownTime.Start();
        }

        return options.LeaveParked && seen.Parked ? LeaveTeardown(seen, $"The teardown of '{workflowId}' is parked with {seen.Residuals.Count} residual(s) and tries again by itself.")
            : options.TeardownDeadline is { } deadline && teardownTime.Elapsed > deadline ? LeaveTeardown(seen, $"The teardown of '{workflowId}' has not ended within {DurationText.Format(deadline)}; it goes on by itself.")
            : null;
    }

    private static FollowResult LeaveTeardown(Observation seen, string message) => new()
    {
        ExitCode = ExitCodes.Residuals,
        GoesOn = true,
        Messages = [message, .. (seen.Residuals.Count > 0 ? seen.Residuals : seen.Ledger?.Residuals() ?? []).Select(Formatting.Describe)],
    };
}
