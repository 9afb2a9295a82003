using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Worker.Cli;
using DotIuCutter.Temporal.Worker.Client.Connecting;
using DotIuCutter.Temporal.Worker.Client.Supervising;
using Microsoft.Extensions.Hosting;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>
/// Keeps the supervisor's schedule in Temporal. A worker's start is a look of its own, since it may be a host that was rebuilt; and a Temporal
/// that lost its history lost the schedule with it, so that it is made again.
/// </summary>
internal sealed class Supervisor(ITemporalClient client, WorkerSettings settings) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SupervisorSchedule schedule = new(client, settings.TaskQueue, settings.Host.Evidence);
    private string told = "";

    /// <summary>Once before the worker says that it is ready, so that a ready worker is a supervised one.</summary>
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
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            if (look)
            {
                await RefuseASplitAsync(patience.Token);
            }

            if (!await schedule.EnsureAsync(patience.Token) && look)
            {
                await schedule.LookNowAsync(patience.Token);
            }
        }
        catch (Exception fault) when (fault is RpcException or OperationCanceledException)
        {
            cancel.ThrowIfCancellationRequested();

            // Runs are served all the same; what nobody watches over is said once, and tried again.
            var words = $"Schedule '{schedule.Id}' could not be kept: {TemporalFaults.FirstLine(fault.Message)}. "
                + "Until it is, a run whose workflows were all terminated is torn down by `dryrun supervise --once` or `dryrun reconcile` only.";
            if (words != told)
            {
                await settings.Out.WriteLineAsync(words);
                told = words;
            }
        }
    }

    /// <summary>A run whose steps are shared out between two directories has its evidence in neither, and a supervisor sees half of the open runs.</summary>
    private async Task RefuseASplitAsync(CancellationToken cancel)
    {
        if (await schedule.EvidenceAsync(cancel) is { } other && other != settings.Host.Evidence && EvidenceClaim.HolderOf(other) == settings.Claim)
        {
            throw new OperatorError(
                $"The worker cannot start: {settings.Claim} is expected to have one evidence directory, '{settings.Host.Evidence}', found it served by a living worker with '{other}'. "
                + "Stop that worker, give this one the same DRYRUN_EVIDENCE, or another --task-queue.");
        }
    }
}
