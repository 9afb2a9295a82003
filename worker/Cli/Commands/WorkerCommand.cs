using System.CommandLine;
using System.Net;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Host.Rules;
using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Worker.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using EvidenceClaim = DotIuCutter.Temporal.Activities.Evidence.EvidenceClaim;
using HostOptions = DotIuCutter.Temporal.Activities.Host.HostOptions;

namespace DotIuCutter.Temporal.Worker.Cli.Commands;

/// <summary>Runs a worker until it is told to stop.</summary>
internal sealed class WorkerCommand(ConnectionFlags connection, CliContext context)
{
    private readonly Option<string?> health = new("--health")
    {
        Description = "Address and port for GET /live and /ready (DRYRUN_HEALTH); default: none",
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
        MallocArenas.Limit();
        var host = Validate(HostOptions.FromEnvironment(context.Variable) with { CodecKey = connection.CodecKey(parsed) });
        var at = ParseEndPoint(parsed.GetValue(health) ?? context.Variable("DRYRUN_HEALTH"));
        var settings = new WorkerSettings
        {
            Connection = connection.Options(parsed),
            TaskQueue = connection.TaskQueue(parsed),
            Host = host,
            Out = context.Out,
            Variable = context.Variable,
            Health = at,
        };
        using var claim = await ClaimEvidenceAsync(host.Evidence, settings.Claim, cancel);
        using var app = WorkerHost.Build(settings);
        var services = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToList();
        try
        {
            await app.RunAsync(cancel);
        }
        catch (HttpListenerException inUse) when (at is not null)
        {
            throw new OperatorError($"The worker cannot listen at {at} for its health: {inUse.Message}. Give another --health.");
        }
        catch (NotSupportedException server)
        {
            throw new OperatorError($"The worker cannot start: {server.Message}", ExitCodes.Unknown);
        }
        catch (OperationCanceledException)
        {
            // The worker was told to stop while it still waited for Temporal.
        }

        if (services.Select(b => b.ExecuteTask?.Exception?.GetBaseException()).FirstOrDefault(e => e is not null) is { } fault)
        {
            throw new OperatorError(
                $"The worker stopped by itself: {TemporalFaults.FirstLine(fault.Message)}. Open runs go on when a worker is back: correct this, then start it again.",
                ExitCodes.Unknown);
        }

        await context.Out.WriteLineAsync("Worker stopped; open runs go on when a worker is back.");
        return ExitCodes.Passed;
    }

    private static IPEndPoint? ParseEndPoint(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : IPEndPoint.TryParse(text, out var at) && at.Port > 0 ? at
        : throw new OperatorError($"The worker cannot start: --health is '{text}', which is not an address and a port. Give one such as 127.0.0.1:8081.");

    /// <summary>Claims the evidence directory. Two supervisors of different Temporals over one directory would each take the other's runs for abandoned ones.</summary>
    private static async Task<EvidenceClaim> ClaimEvidenceAsync(string evidence, string claim, CancellationToken cancel)
    {
        var taken = await EvidenceClaim.TakeAsync(evidence, claim, cancel);
        return taken.Other is not { } other ? taken : throw new OperatorError(
            $"The worker cannot start: evidence directory '{evidence}' is in use by a worker for {other}, and this one is for {claim}. "
            + "Stop that worker, or give each its own DRYRUN_EVIDENCE.");
    }

    private static HostOptions Validate(HostOptions host) => host.Problems() is { Count: > 0 } problems
        ? throw new OperatorError(string.Join(Environment.NewLine, ["The worker cannot start:", .. problems.Select(p => $"  {p}")]))
        : host;
}
