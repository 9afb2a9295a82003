using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Preflight.Production;

/// <summary>G-07: production runs and can be read, and so can where the copy comes from.</summary>
internal sealed class G07Production(HostOptions host, ProductionReader production)
{
    public async Task<GateResult> JudgeAsync(ProductionRequest request)
    {
        const string Expected = "running, and readable as the plan's role";
        var plan = request.Production;
        var subject = plan.Container is { } name ? $"production container '{name}', database '{plan.Database}'" : $"production database '{plan.Database}'";
        try
        {
            if (production.Path(plan).Missing(plan) is { } missing)
            {
                return GateResult.Red(Gate.ProductionReadable, subject, Expected, missing.Found, missing.Remedy);
            }

            var identity = await production.IdentifyAsync(plan, request.Run, CurrentActivity.Cancel);
            var found = $"PostgreSQL {identity.Version}, system identifier {identity.SystemIdentifier}, role '{identity.Role}'";
            if (identity.Role != plan.Role)
            {
                return GateResult.Red(Gate.ProductionReadable, subject, Expected, found, $"Let the read path log in as '{plan.Role}', the role the plan names.");
            }

            IReadOnlyList<GateResult> sources =
            [
                .. plan.Standby is null ? Array.Empty<GateResult>() : [await new G07Standby(production).JudgeAsync(request, identity)],
                .. request.Reuse is { } reuse ? [G07RetainedDump.Check(host, reuse, DateTimeOffset.UtcNow)] : Array.Empty<GateResult>(),
            ];
            return sources.FirstOrDefault(s => s.State != GateState.Green)
                ?? GateResult.Green(Gate.ProductionReadable, subject, Expected, string.Join("; ", [found, .. sources.Select(s => $"{s.Subject}: {s.Found}")]));
        }
        catch (ProductionRefusal refusal)
        {
            return GateResult.Red(Gate.ProductionReadable, subject, Expected, refusal.Found, refusal.Remedy);
        }
    }
}
