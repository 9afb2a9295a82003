using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Preflight.Production;

/// <summary>G-08: production's role cannot write anything.</summary>
internal sealed class G08ProductionRole(ProductionReader production)
{
    public async Task<GateResult> JudgeAsync(ProductionRequest request)
    {
        const string Expected = "cannot write: no attribute, membership, ownership or privilege that would let it";
        var plan = request.Production;
        var subject = $"role '{plan.Role}' in production's database '{plan.Database}'";
        try
        {
            return Judge(await production.ExamineRoleAsync(plan, request.Run, CurrentActivity.Cancel));
        }
        catch (ProductionRefusal refusal)
        {
            return GateResult.Red(Gate.ProductionRoleReadOnly, subject, Expected, refusal.Found, refusal.Remedy);
        }

        GateResult Judge(RoleFindings role)
        {
            if (role.Count == 0)
            {
                return GateResult.Green(Gate.ProductionRoleReadOnly, subject, Expected, $"no way to write a table, sequence or catalog{Residual(role)}");
            }

            var more = role.Count > role.Offences.Count ? $"; and {role.Count - role.Offences.Count} more" : "";
            return GateResult.Red(
                Gate.ProductionRoleReadOnly, subject, Expected, $"{string.Join("; ", role.Offences)}{more}{Residual(role)}",
                $"Give the run a role of its own with CONNECT, USAGE and SELECT alone; REVOKE CREATE and TEMPORARY from it and from PUBLIC where it has them so.");
        }
    }

    /// <summary>
    /// Not refused: every PostgreSQL lets PUBLIC create large objects, and this product's own sessions never call the function. It is said, not hidden.
    /// </summary>
    private static string Residual(RoleFindings role)
    {
        var largeObjects = role.LargeObjects ? "; residual risk: it may create large objects, as PUBLIC may by default (revoke EXECUTE on lo_create to close it)" : "";
        return role.DefinerFunctions == 0
            ? largeObjects
            : $"{largeObjects}; residual risk: it may call {role.DefinerFunctions} SECURITY DEFINER functions";
    }
}
