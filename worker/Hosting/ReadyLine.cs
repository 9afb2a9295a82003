using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Temporalio.Extensions.Hosting;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>Prints the line that scripts wait for once the worker polls.</summary>
/// <param name="worker">The name of the worker's options.</param>
internal sealed class ReadyLine(
    string worker, WorkerSettings settings, IHostApplicationLifetime lifetime, IOptionsMonitor<TemporalWorkerServiceOptions> options) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            var served = options.Get(worker);
            if (served.Workflows.Count + served.Activities.Count == 0)
            {
                return; // The worker itself refuses to start, and the command says why.
            }

            settings.Out.WriteLine(
                $"Worker ready: task queue {settings.TaskQueue} at {settings.Connection.TargetHost}, namespace {settings.Connection.Namespace}, "
                + $"{served.Workflows.Count} workflows, {served.Activities.Count} activities.");
            settings.Out.Flush();
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
