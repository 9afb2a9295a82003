using System.CommandLine;
using System.Net;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using EvidenceClaim = DotIuCutter.Temporal.Activities.Evidence.EvidenceClaim;
using HostOptions = DotIuCutter.Temporal.Activities.Host.HostOptions;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Hosts the workflows and activities until it is told to stop.</summary>
internal sealed class WorkerCommand(ConnectionFlags connection, CliContext surroundings)
{
    private readonly Option<string?> health = new("--health")
    {
        Description = "Address and port for GET /live and /ready (DRYRUN_HEALTH); default: nowhere",
        HelpName = "IP:PORT",
    };

    public Command Build()
    {
        var command = new Command("worker", "Serves dry runs until it is told to stop (SIGTERM or Ctrl-C)") { health };
        command.SetAction(ExecuteAsync);
        return command;
    }

    private async Task<int> ExecuteAsync(ParseResult parsed, CancellationToken cancel)
    {
        NativeHeaps.Limit();
        var host = Validated(HostOptions.FromEnvironment(surroundings.Variable) with { CodecKey = connection.CodecKey(parsed) });
        var at = At(parsed.GetValue(health) ?? surroundings.Variable("DRYRUN_HEALTH"));
        var settings = new WorkerSettings
        {
            Connection = connection.Options(parsed),
            TaskQueue = connection.TaskQueue(parsed),
            Host = host,
            Out = surroundings.Out,
            Variable = surroundings.Variable,
            Health = at,
        };
        using var claim = await ClaimedAsync(host.Evidence, settings.Claim, cancel);
        using var app = WorkerHost.Build(settings);
        var services = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        try
        {
            await app.RunAsync(cancel);
        }
        catch (HttpListenerException inUse) when (at is not null)
        {
            throw new OperatorError($"The worker cannot start: expected {at} to be free for its health, found {inUse.Message}. Give another --health.");
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

    private static IPEndPoint? At(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : IPEndPoint.TryParse(text, out var at) && at.Port > 0 ? at
        : throw new OperatorError($"The worker cannot start: expected --health to be an address and a port, such as 127.0.0.1:8081, found '{text}'. Correct it.");

    /// <summary>Two supervisors of different Temporals over one directory would each take the other's runs for lost ones.</summary>
    private static async Task<EvidenceClaim> ClaimedAsync(string evidence, string claim, CancellationToken cancel)
    {
        var taken = await EvidenceClaim.TakeAsync(evidence, claim, cancel);
        return taken.Other is not { } other ? taken : throw new OperatorError(
            $"The worker cannot start: evidence directory '{evidence}' is expected to be free or in use for {claim}, found it in use by a worker for {other}. "
            + "Stop that worker, or give each its own DRYRUN_EVIDENCE.");
    }

    private static HostOptions Validated(HostOptions host) => host.Problems() is { Count: > 0 } problems
        ? throw new OperatorError(string.Join(Environment.NewLine, ["The worker cannot start:", .. problems.Select(p => $"  {p}")]))
        : host;
}
