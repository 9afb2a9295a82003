using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Supervising;
using DotIuCutter.Temporal.Worker.Errors;
using Microsoft.Extensions.Hosting;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>
/// Keeps the supervisor's schedule in Temporal. A starting worker triggers one supervision, because its host may have been rebuilt. A Temporal
/// that lost its history also lost the schedule, so the schedule is made again.
/// </summary>
internal sealed class Supervisor(ITemporalClient client, WorkerSettings settings) : BackgroundService
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private readonly SupervisorSchedule schedule = new(client, settings.TaskQueue, settings.Host.Evidence);
    private string lastMessage = "";

    /// <summary>Runs once before the worker says that it is ready, so that every ready worker has a supervisor.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await KeepAsync(look: true, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SupervisorSchedule.Default);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await KeepAsync(look: false, stoppingToken);
        }
    }

    private async Task KeepAsync(bool look, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(CallTimeout);
        try
        {
            if (look)
            {
                await RefuseSecondEvidenceDirectoryAsync(timeout.Token);
            }

            if (!await schedule.EnsureAsync(timeout.Token) && look)
            {
                await schedule.TriggerAsync(timeout.Token);
            }
        }
        catch (Exception fault) when (fault is RpcException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();

            // Runs are served all the same. The problem is reported once, and tried again.
            var message = $"Schedule '{schedule.Id}' could not be written: {TemporalFaults.FirstLine(fault.Message)}. "
                + "Until it is, a run whose workflows were all terminated is torn down by `dryrun supervise --once` or `dryrun reconcile` only.";
            if (message != lastMessage)
            {
                await settings.Out.WriteLineAsync(message);
                lastMessage = message;
            }
        }
    }

    /// <summary>Two workers of one queue with different evidence directories would split the evidence of a run, and each supervisor would see half of the open runs.</summary>
    private async Task RefuseSecondEvidenceDirectoryAsync(CancellationToken cancel)
    {
        if (await schedule.EvidenceAsync(cancel) is { } other && other != settings.Host.Evidence && EvidenceClaim.HolderOf(other) == settings.Claim)
        {
            throw new OperatorError(
                $"The worker cannot start: another worker serves {settings.Claim} with evidence directory '{other}', and this one has '{settings.Host.Evidence}'. "
                + "Stop that worker, give this one the same DRYRUN_EVIDENCE, or another --task-queue.");
        }
    }
}
