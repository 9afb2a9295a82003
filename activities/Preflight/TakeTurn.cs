using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Preflight;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <summary>One that has to wait fails: Temporal keeps it, shows why, and holds neither a worker's slot nor history for it meanwhile.</summary>
    public async Task<SlotGrant> TakeTurnAsync(SlotRequest request)
    {
        var (run, activity, cancel) = (request.Run, ActivityExecutionContext.Current, CurrentActivity.Cancel);
        var places = await new HostSlots(host).AskAsync(
            run, activity.Info.WorkflowRunId ?? string.Empty, place => WorkflowExecutions.IsOpenAsync(activity.TemporalClient, place.Run.WorkflowId, place.ExecutionId), cancel);
        return places.Of(run) is { Taken: true } ? new SlotGrant { MostRuns = host.MostRuns } : throw NotYet(places, request);
    }

    private ApplicationFailureException NotYet(SlotQueue places, SlotRequest request)
    {
        var before = places.Before(request.Run);
        var atWork = string.Join(", ", places.AtWork.Select(p => $"'{p.Run.WorkflowId}'"));
        var queue = before switch { 0 => "it is the next", 1 => "1 run is before it", _ => $"{before} runs are before it" };
        return new ApplicationFailureException(
            $"Run '{request.Run.Key}' waits for its turn: this host carries {host.MostRuns} at once (DRYRUN_MAX_RUNS), and {atWork} {(places.AtWork.Count == 1 ? "is" : "are")} at work; {queue}. It goes on by itself.",
            FailureTypes.AwaitingTurn,
            nextRetryDelay: TimeSpan.FromSeconds(Math.Min(LongestPause.TotalSeconds, 1 + (before / 4.0))),
            category: ApplicationErrorCategory.Benign);
    }
}
