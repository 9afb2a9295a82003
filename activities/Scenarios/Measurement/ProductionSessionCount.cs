using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Scenarios.Measurement;

/// <summary>Counts the run's sessions on production (G-19).</summary>
internal sealed class ProductionSessionCount(ProductionReader production)
{
    /// <summary>A server needs a moment to end a session whose client has gone.</summary>
    private static readonly TimeSpan SessionTimeout = TimeSpan.FromSeconds(5);

    public async Task<ProductionSessions> ReadAsync(ProductionSource asked, RunRef run, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        ProductionSessions sessions;
        while ((sessions = await production.SessionsAsync(asked, run, cancel)).Ours > 0 && clock.Elapsed < SessionTimeout)
        {
            await Task.Delay(200, cancel);
        }

        return sessions;
    }
}
