using System.CommandLine;
using DotIuCutter.Temporal.Worker.Connecting;
using DotIuCutter.Temporal.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using HostOptions = DotIuCutter.Temporal.Activities.Host.HostOptions;

namespace DotIuCutter.Temporal.Worker.Commands;

/// <summary>Hosts the workflows and activities until it is told to stop.</summary>
internal sealed class WorkerCommand(ConnectionFlags connection, Surroundings surroundings)
{
    public Command Build()
    {
        var command = new Command("worker", "Serves dry runs until it is told to stop (SIGTERM or Ctrl-C)");
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        var host = Validated(HostOptions.FromEnvironment(surroundings.Variable));
        using var app = WorkerHost.Build(new WorkerSettings
        {
            Connection = connection.Options(parsed),
            TaskQueue = connection.TaskQueue(parsed),
            Host = host,
            Out = surroundings.Out,
            Variable = surroundings.Variable,
        });
        var services = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        try
        {
            await app.RunAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            // Told to stop while it still waited for Temporal.
        }

        if (services.Select(b => b.ExecuteTask?.Exception?.GetBaseException()).FirstOrDefault(e => e is not null) is { } fault)
        {
            throw new OperatorError(
                $"The worker stopped by itself: {TemporalFaults.FirstLine(fault.Message)}. Open runs go on when a worker is back: correct this, then start it again.",
                ExitCodes.Unknown);
        }

        await surroundings.Out.WriteLineAsync("Worker stopped; open runs go on when a worker is back.");
        return ExitCodes.Passed;
    }

    private static HostOptions Validated(HostOptions host) => host.Problems() is { Count: > 0 } problems
        ? throw new OperatorError(string.Join(Environment.NewLine, ["The worker cannot start:", .. problems.Select(p => $"  {p}")]))
        : host;
}
