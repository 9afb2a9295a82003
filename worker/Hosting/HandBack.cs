using DotIuCutter.Temporal.Worker.Connecting;
using DotIuCutter.Temporal.Workflows;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Exceptions;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>
/// A worker that starts gives back to Temporal what one that was killed on this host was doing, so that it is tried again at once: nobody waits for a heartbeat
/// that will not come, nor for a queue that nobody polls. While it lives it notes down what it does itself.
/// </summary>
internal sealed partial class HandBack(ITemporalClient client, WorkerSettings settings, ILogger<HandBack> log) : IHostedService, IWorkerInterceptor, IDisposable
{
    private static readonly RpcOptions Quick = new() { Timeout = TimeSpan.FromSeconds(3), Retry = false };
    private InFlight? mine;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(settings.Host.Evidence))
        {
            return; // Only a worker without its claim, which makes it.
        }

        var killed = false;
        await InFlight.TakeOverAsync(settings.Host.Evidence, async undone =>
        {
            killed = true;
            foreach (var activity in undone)
            {
                await TryAsync($"a step of {activity.WorkflowId}", () => client.GetAsyncActivityHandle(activity.TaskToken).FailAsync(Killed(), new() { Rpc = Quick }));
            }
        });
        if (killed)
        {
            await TryAsync("every open run", ShareOutAsync);
        }

        mine = InFlight.Begin(settings.Host.Evidence);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => mine?.Dispose();

    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => new Inbound(nextInterceptor, this);

    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) => nextInterceptor;

    private static ApplicationFailureException Killed() => new(
        "The worker that did this was killed; what it did is found by the next attempt.", FailureTypes.WorkerKilled, nextRetryDelay: TimeSpan.FromMilliseconds(1));

    /// <summary>Temporal keeps a workflow's tasks for the worker that did the last one, for a second each time even where it is dead.</summary>
    private async Task ShareOutAsync()
    {
        await foreach (var open in client.ListWorkflowsAsync($"TaskQueue = '{settings.TaskQueue}' AND ExecutionStatus = 'Running'", new() { Rpc = Quick }))
        {
            await client.WorkflowService.ResetStickyTaskQueueAsync(
                new() { Namespace = client.Options.Namespace, Execution = new() { WorkflowId = open.Id, RunId = open.RunId } }, Quick);
        }
    }

    /// <summary>What is not taken back now ends by its missing heartbeat, a moment later.</summary>
    private async Task TryAsync(string what, Func<Task> call)
    {
        try
        {
            await call();
            HandedBack(log, what);
        }
        catch (RpcException fault)
        {
            NotHandedBack(log, what, TemporalFaults.FirstLine(fault.Message));
        }
    }

    [LoggerMessage(1, LogLevel.Information, "A worker was killed; {What} goes on")]
    private static partial void HandedBack(ILogger log, string what);

    [LoggerMessage(2, LogLevel.Information, "A worker was killed; {What} goes on when Temporal misses its heartbeat: {Reason}")]
    private static partial void NotHandedBack(ILogger log, string what, string reason);

    private sealed class Inbound(ActivityInboundInterceptor next, HandBack owner) : ActivityInboundInterceptor(next)
    {
        public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
        {
            var context = ActivityExecutionContext.Current;
            using var noted = owner.mine?.Do(new Undone(context.Info.WorkflowId ?? "", [.. context.Info.TaskToken]));
            return await base.ExecuteActivityAsync(input);
        }
    }
}
