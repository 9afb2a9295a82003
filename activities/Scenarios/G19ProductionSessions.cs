using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    /// <summary>A server needs a moment to end a session whose client has gone.</summary>
    private static readonly TimeSpan SessionPatience = TimeSpan.FromSeconds(5);

    public async Task<GateResult> CheckProductionSessionsAsync(ProductionRequest request) =>
        G19ProductionSessions.Judge(request.Production.Role, await SessionsAsync(request.Production, request.Run, CurrentActivity.Cancel));

    private async Task<ProductionSessions> SessionsAsync(ProductionSource asked, RunRef run, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        ProductionSessions sessions;
        while ((sessions = await production.SessionsAsync(asked, run, cancel)).Ours > 0 && clock.Elapsed < SessionPatience)
        {
            await Task.Delay(200, cancel);
        }

        return sessions;
    }
}
