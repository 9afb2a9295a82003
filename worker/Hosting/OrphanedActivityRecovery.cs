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
/// A worker that starts gives back to Temporal what Temporal had given to one that was killed on this host, so that it is tried again at once: nobody waits for a
/// heartbeat that will not come, nor for a queue that nobody polls. While it lives it shows so itself.
/// </summary>
internal sealed partial class OrphanedActivityRecovery(ITemporalClient client, WorkerSettings settings, ILogger<OrphanedActivityRecovery> log) : IHostedService, IDisposable
{
    private static readonly RpcOptions Quick = new() { Timeout = TimeSpan.FromSeconds(3), Retry = false };
    private WorkerLease? mine;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(settings.Host.Evidence))
        {
            return; // Only a worker without its claim, which makes it.
        }

        await WorkerLease.TakeOverAsync(settings.Host.Evidence, killed => TryAsync("every open run", () => Parallel.ForEachAsync(
            client.ListWorkflowsAsync($"TaskQueue = '{settings.TaskQueue}' AND ExecutionStatus = 'Running'", new() { Rpc = Quick }),
            cancellationToken,
            async (open, _) => await TryAsync($"run {open.Id}", () => HandBackAsync(open, killed)))));
        mine = WorkerLease.Begin(settings.Host.Evidence, settings.Identity);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => mine?.Dispose();

    private static bool IsWith(IReadOnlySet<string> workers, PendingActivityInfo activity) =>
        activity.State is PendingActivityState.Started or PendingActivityState.CancelRequested && workers.Contains(activity.LastWorkerIdentity);

    private static ApplicationFailureException Killed() => new(
        "The worker that did this was killed; what it did is found by the next attempt.", FailureTypes.WorkerKilled, nextRetryDelay: TimeSpan.FromMilliseconds(1));

    private async Task HandBackAsync(WorkflowExecution open, IReadOnlySet<string> killed)
    {
        var execution = new Temporalio.Api.Common.V1.WorkflowExecution { WorkflowId = open.Id, RunId = open.RunId };

        // Temporal keeps a workflow's tasks for the worker that did the last one, for a second each time even where it is dead.
        await client.WorkflowService.ResetStickyTaskQueueAsync(new() { Namespace = client.Options.Namespace, Execution = execution }, Quick);
        var now = await client.WorkflowService.DescribeWorkflowExecutionAsync(new() { Namespace = client.Options.Namespace, Execution = execution }, Quick);
        foreach (var step in now.PendingActivities.Where(a => IsWith(killed, a)))
        {
            await TryAsync($"{step.ActivityType.Name} of {open.Id}", async () =>
            {
                await client.GetAsyncActivityHandle(open.Id, open.RunId, step.ActivityId).FailAsync(Killed(), new() { Rpc = Quick });
                HandedBack(log, step.ActivityType.Name, open.Id);
            });
        }
    }

    /// <summary>What is not taken back now ends by its missing heartbeat, a moment later.</summary>
    private async Task TryAsync(string what, Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (RpcException fault)
        {
            NotHandedBack(log, what, TemporalFaults.FirstLine(fault.Message));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "A worker was killed; {Step} of {Run} is tried again")]
    private static partial void HandedBack(ILogger log, string step, string run);

    [LoggerMessage(2, LogLevel.Information, "A worker was killed; {What} goes on when Temporal misses its heartbeat: {Reason}")]
    private static partial void NotHandedBack(ILogger log, string what, string reason);
}
