using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Workflows.Contract;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Temporalio.Api.Enums.V1;
using Temporalio.Api.Workflow.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>
/// Fails the activities of workers that were killed on this host, so that Temporal tries them again at once instead of waiting for a missed heartbeat.
/// It also resets the sticky queues of the open runs. While this worker lives, its own lease says so.
/// </summary>
internal sealed partial class OrphanedActivityRecovery(ITemporalClient client, WorkerSettings settings, ILogger<OrphanedActivityRecovery> log) : IHostedService, IDisposable
{
    private static readonly RpcOptions ShortTimeout = new() { Timeout = TimeSpan.FromSeconds(3), Retry = false };
    private WorkerLease? lease;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(settings.Host.Evidence))
        {
            return; // The claim makes the directory, and only tests run a worker without a claim.
        }

        await WorkerLease.TakeOverAsync(settings.Host.Evidence, killed => TryAsync("every open run", () => Parallel.ForEachAsync(
            client.ListWorkflowsAsync($"TaskQueue = '{settings.TaskQueue}' AND ExecutionStatus = 'Running'", new() { Rpc = ShortTimeout }),
            cancellationToken,
            async (open, _) => await TryAsync($"run {open.Id}", () => ReturnActivitiesAsync(open, killed)))));
        lease = WorkerLease.Begin(settings.Host.Evidence, settings.Identity);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => lease?.Dispose();

    private static bool IsWith(IReadOnlySet<string> workers, PendingActivityInfo activity) =>
        activity.State is PendingActivityState.Started or PendingActivityState.CancelRequested && workers.Contains(activity.LastWorkerIdentity);

    private static ApplicationFailureException Killed() => new(
        "The worker of this attempt was killed. The next attempt finds what it did.", FailureTypes.WorkerKilled, nextRetryDelay: TimeSpan.FromMilliseconds(1));

    private async Task ReturnActivitiesAsync(WorkflowExecution open, IReadOnlySet<string> killed)
    {
        var execution = new Temporalio.Api.Common.V1.WorkflowExecution { WorkflowId = open.Id, RunId = open.RunId };

        // Temporal keeps a workflow's tasks for the worker that did the last one, for a second each time even where it is dead.
        await client.WorkflowService.ResetStickyTaskQueueAsync(new() { Namespace = client.Options.Namespace, Execution = execution }, ShortTimeout);
        var now = await client.WorkflowService.DescribeWorkflowExecutionAsync(new() { Namespace = client.Options.Namespace, Execution = execution }, ShortTimeout);
        foreach (var step in now.PendingActivities.Where(a => IsWith(killed, a)))
        {
            await TryAsync($"{step.ActivityType.Name} of {open.Id}", async () =>
            {
                await client.GetAsyncActivityHandle(open.Id, open.RunId, step.ActivityId).FailAsync(Killed(), new() { Rpc = ShortTimeout });
                ActivityReturned(log, step.ActivityType.Name, open.Id);
            });
        }
    }

    /// <summary>An activity that cannot be returned now ends a moment later, when Temporal misses its heartbeat.</summary>
    private async Task TryAsync(string what, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException fault)
        {
            ActivityNotReturned(log, what, TemporalFaults.FirstLine(fault.Message));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "A worker was killed; {Step} of {Run} is tried again")]
    private static partial void ActivityReturned(ILogger log, string step, string run);

    [LoggerMessage(2, LogLevel.Information, "A worker was killed; {What} goes on when Temporal misses its heartbeat: {Reason}")]
    private static partial void ActivityNotReturned(ILogger log, string what, string reason);
}
