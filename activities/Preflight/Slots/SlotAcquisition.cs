using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Preflight;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Preflight.Slots;

/// <summary>Takes a slot of the host for a run, or says why it has to wait.</summary>
internal sealed class SlotAcquisition(HostOptions host)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>One that has to wait fails: Temporal keeps it, shows why, and holds neither a worker's slot nor history for it meanwhile.</summary>
    public async Task<SlotGrant> TakeAsync(RunRef run)
    {
        var (activity, cancel) = (ActivityExecutionContext.Current, CurrentActivity.Cancel);
        var slots = await new HostSlots(host).RequestAsync(
            run, activity.Info.WorkflowRunId ?? string.Empty, slot => WorkflowExecutions.IsOpenAsync(activity.TemporalClient, slot.Run.WorkflowId, slot.ExecutionId), cancel);
        return slots.Find(run) is { Taken: true } ? new SlotGrant { MostRuns = host.MostRuns } : throw NotYet(slots, run);
    }

    private ApplicationFailureException NotYet(SlotQueue slots, RunRef run)
    {
        var before = slots.CountAhead(run);
        var atWork = string.Join(", ", slots.Granted.Select(p => $"'{p.Run.WorkflowId}'"));
        var queue = before switch { 0 => "it is the next", 1 => "1 run is before it", _ => $"{before} runs are before it" };
        return new ApplicationFailureException(
            $"Run '{run.Key}' waits for a slot: this host carries {host.MostRuns} at once (DRYRUN_MAX_RUNS), and {atWork} {(slots.Granted.Count == 1 ? "is" : "are")} at work; {queue}. It goes on by itself.",
            FailureTypes.AwaitingSlot,
            nextRetryDelay: TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 1 + (before / 4.0))),
            category: ApplicationErrorCategory.Benign);
    }
}
