using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public async Task<GateResult> CheckProductionAsync(ProductionRequest request)
    {
        const string Gate = "G-07";
        const string Expected = "running, and readable as the plan's role";
        var plan = request.Production;
        var subject = plan.Container is { } name ? $"production container '{name}', database '{plan.Database}'" : $"production database '{plan.Database}'";
        try
        {
            if (production.Path(plan).Missing(plan) is { } missing)
            {
                return GateResult.Red(Gate, subject, Expected, missing.Found, missing.Remedy);
            }

            var identity = await production.IdentifyAsync(plan, request.Run, CurrentActivity.Cancel);
            var found = $"PostgreSQL {identity.Version}, system identifier {identity.SystemIdentifier}, role '{identity.Role}'";
            if (identity.Role != plan.Role)
            {
                return GateResult.Red(Gate, subject, Expected, found, $"Let the read path log in as '{plan.Role}', the role the plan names.");
            }

            IReadOnlyList<GateResult> sources =
            [
                .. plan.Standby is null ? Array.Empty<GateResult>() : [await CheckStandbyAsync(request, identity)],
                .. request.Reuse is { } reuse ? [G07RetainedDump.Check(host, reuse, DateTimeOffset.UtcNow)] : Array.Empty<GateResult>(),
            ];
            return sources.FirstOrDefault(s => s.State != GateState.Green)
                ?? GateResult.Green(Gate, subject, Expected, string.Join("; ", [found, .. sources.Select(s => $"{s.Subject}: {s.Found}")]));
        }
        catch (ProductionRefusal refusal)
        {
            return GateResult.Red(Gate, subject, Expected, refusal.Found, refusal.Remedy);
        }
    }
}
