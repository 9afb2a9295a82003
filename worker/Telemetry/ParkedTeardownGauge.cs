using DotIuCutter.Temporal.Workflows.Contract;
using Microsoft.Extensions.Hosting;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Telemetry;

/// <summary>Counts the parked teardowns by asking Temporal, since no single worker knows all of them.</summary>
internal sealed class ParkedTeardownGauge(ITemporalClient client, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            try
            {
                var found = await client.CountWorkflowsAsync(
                    $"WorkflowType = '{WorkflowNames.Teardown}' AND ExecutionStatus = 'Running' AND DryRunPhase = '{nameof(RunPhase.TeardownStuck)}'",
                    new() { Rpc = new() { CancellationToken = stoppingToken } });
                RunMetrics.Parked(found.Count);
            }
            catch (RpcException) when (!stoppingToken.IsCancellationRequested)
            {
                // A gauge that is a look behind is no reason to stop serving runs.
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
