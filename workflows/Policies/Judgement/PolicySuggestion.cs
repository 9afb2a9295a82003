using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>The least policy that permits a plan, wherever it comes from, and no other plan. Pure.</summary>
public static class PolicySuggestion
{
    public static Policy For(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var uses = CeilingJudge.Uses(plan).ToDictionary(u => u.Line, u => (int)Math.Min(u.Amount, int.MaxValue), StringComparer.Ordinal);
        return new Policy
        {
            Plans = new PlanOrigins { InDirectory = false, Digests = [PlanDigest.Compute(plan)] },
            Productions = [Permit(plan.Production), .. plan.Production.Standby is null ? [] : new[] { Permit(plan.Production.DumpedFrom()) }],
            Images = [.. Images(plan)],
            CodeRoots = [plan.Code.Repository],
            RetainedDumps = [.. PlanPath.Retained(plan).Select(path => path.Value).Distinct(StringComparer.Ordinal)],
            Protected = plan.Protected,
            ForbiddenPaths = [.. plan.ForbiddenPaths.Distinct(StringComparer.Ordinal)],
            Ceilings = new Ceilings
            {
                MemoryMegabytes = uses["memoryMegabytes"],
                Processes = uses["processes"],
                ScenarioSeconds = uses["scenarioSeconds"],
                StatementSeconds = uses["statementSeconds"],
                LockWaitSeconds = uses["lockWaitSeconds"],
            },
        };
    }

    private static ProductionPermit Permit(ProductionSource server) =>
        new() { Container = server.Container, Secret = server.Secret, Databases = [server.Database], Role = server.Role };

    /// <summary>Each once, pulled where one of the two may be.</summary>
    private static IEnumerable<ImagePermit> Images(Plan plan)
    {
        (string Image, bool Pull)[] used = [(plan.Dr.Image, plan.Dr.Pull), .. plan.Harness is { } harness ? [(harness.Image, harness.Pull)] : Array.Empty<(string, bool)>()];
        return used.GroupBy(u => u.Image, StringComparer.Ordinal).Select(g => new ImagePermit { Image = g.Key, Pull = g.Any(u => u.Pull) });
    }
}
