using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    /// <summary>The part of G-07 for a plan whose dump is read from a standby.</summary>
    private async Task<GateResult> CheckStandbyAsync(ProductionRequest request, ProductionIdentity identity)
    {
        var plan = request.Production.DumpedFrom();
        var subject = plan.Container is { } name ? $"standby container '{name}'" : "production's standby";
        var expected = $"in recovery, of system identifier {identity.SystemIdentifier}, and readable as the plan's role";
        var standby = await production.StandbyAsync(request.Production, request.Run, CurrentActivity.Cancel);
        return standby.IsOf(identity, plan.Role)
            ? GateResult.Green("G-07", subject, expected, standby.Words)
            : GateResult.Red("G-07", subject, expected, standby.Words, "Name a standby of this very production in production.standby, or leave it out.");
    }
}
