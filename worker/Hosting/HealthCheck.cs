using DotIuCutter.Temporal.Activities.Host.Rules;
using DotIuCutter.Temporal.Activities.Preflight.Survey;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Doctor;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>Checks whether this worker can take a run now.</summary>
/// <param name="client">The worker's connection to Temporal.</param>
/// <param name="settings">The worker's settings.</param>
/// <param name="polls">Whether the worker polls for tasks.</param>
internal sealed class HealthCheck(ITemporalClient client, WorkerSettings settings, Func<bool> polls)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<Requirement>> CheckAsync(CancellationToken cancel) =>
    [
        await TemporalAsync(cancel),
        polls() ? new(true, $"Worker: polls task queue {settings.TaskQueue}") : new(false, "Worker: still starting, it waits for Temporal."),
        .. settings.Host.Problems().Select(p => new Requirement(false, p)),
        .. (await HostSurvey.TakeAsync(settings.Host, cancel)).Select(Requirement.From),
    ];

    private async Task<Requirement> TemporalAsync(CancellationToken cancel)
    {
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            time.CancelAfter(Timeout);
            return await client.Connection.CheckHealthAsync(options: new RpcOptions { CancellationToken = time.Token, Retry = false })
                ? new(true, $"Temporal at {settings.Connection.TargetHost}: answers")
                : new(false, $"Temporal at {settings.Connection.TargetHost}: answers, but does not serve yet. Wait, or look at its log.");
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new(false, TemporalFaults.Unreachable(settings.Connection, fault));
        }
    }
}
