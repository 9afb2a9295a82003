using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Preflight.Production;

/// <summary>The part of G-07 for a plan whose dump is read from a standby.</summary>
internal sealed class G07Standby(ProductionReader production)
{
    public async Task<GateResult> JudgeAsync(ProductionRequest request, ProductionIdentity identity)
    {
        var plan = request.Production.DumpedFrom();
        var subject = plan.Container is { } name ? $"standby container '{name}'" : "production's standby";
        var expected = $"in recovery, of system identifier {identity.SystemIdentifier}, and readable as the plan's role";
        var standby = await production.StandbyAsync(request.Production, request.Run, CurrentActivity.Cancel);
        return standby.IsOf(identity, plan.Role)
            ? GateResult.Green(Gate.ProductionReadable, subject, expected, standby.Description)
            : GateResult.Red(Gate.ProductionReadable, subject, expected, standby.Description, "Name a standby of this very production in production.standby, or leave it out.");
    }
}
