using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    /// <summary>A server needs a moment to end a session whose client has gone.</summary>
    private static readonly TimeSpan SessionPatience = TimeSpan.FromSeconds(5);

    public async Task<GateResult> CheckProductionSessionsAsync(ProductionRequest request)
    {
        const string Gate = "G-19";
        var names = $"'{ApplicationName.Reader(request.Run)}', '{ApplicationName.Dump(request.Run)}'";
        var clock = Stopwatch.StartNew();
        ProductionSessions sessions;
        while ((sessions = await production.SessionsAsync(request.Production, request.Run, ActivityContext.Cancel)).Ours > 0 && clock.Elapsed < SessionPatience)
        {
            await Task.Delay(200, ActivityContext.Cancel);
        }

        var subject = $"sessions {names} on production";
        const string Expected = "none but the one that asks";
        var found = $"{sessions.Ours} of this run; {sessions.OthersOfRole} others of role '{request.Production.Role}', not ours";
        return sessions.Ours == 0
            ? GateResult.Green(Gate, subject, Expected, found)
            : GateResult.Red(Gate, subject, Expected, found, $"Look in production's pg_stat_activity for application_name {names}, and end those sessions.");
    }
}
