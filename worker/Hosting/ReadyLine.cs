using Microsoft.Extensions.Hosting;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>The one line scripts wait for.</summary>
internal sealed class ReadyLine(WorkerSettings settings, IHostApplicationLifetime lifetime, Served served) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(() =>
        {
            if (served.Workflows + served.Activities == 0)
            {
                return; // The worker itself refuses to start, and the command says why.
            }

            settings.Out.WriteLine(
                $"Worker ready: task queue {settings.TaskQueue} at {settings.Connection.TargetHost}, namespace {settings.Connection.Namespace}, "
                + $"{served.Workflows} workflows, {served.Activities} activities.");
            settings.Out.Flush();
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
