using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Worker.Cli.Doctor;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>Whether this worker can take a run now.</summary>
/// <param name="client">Its connection to Temporal.</param>
/// <param name="settings">What it was built from.</param>
/// <param name="asks">Whether it asks for tasks.</param>
internal sealed class Health(ITemporalClient client, WorkerSettings settings, Func<bool> asks)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<Condition>> TakeAsync(CancellationToken cancel) =>
    [
        await TemporalAsync(cancel),
        asks() ? new(true, $"Worker: asks for tasks of queue {settings.TaskQueue}") : new(false, "Worker: expected to ask for tasks, found that it still starts. It waits for Temporal."),
        .. settings.Host.Problems().Select(p => new Condition(false, p)),
        .. (await HostSurvey.TakeAsync(settings.Host, cancel)).Select(Condition.From),
    ];

    private async Task<Condition> TemporalAsync(CancellationToken cancel)
    {
        try
        {
            using var time = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            time.CancelAfter(Patience);
            return await client.Connection.CheckHealthAsync(options: new RpcOptions { CancellationToken = time.Token, Retry = false })
                ? new(true, $"Temporal at {settings.Connection.TargetHost}: answers")
                : new(false, $"Temporal at {settings.Connection.TargetHost}: expected it to serve, found that it does not yet. Wait, or look at its log.");
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new(false, TemporalFaults.Unreachable(settings.Connection, fault));
        }
    }
}
