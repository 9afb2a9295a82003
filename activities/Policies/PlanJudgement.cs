using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Policies;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;

namespace DotIuCutter.Temporal.Activities.Policies;

/// <summary>Judges a plan on this host: as it is written, and with its paths as they lead here.</summary>
public static class PlanJudgement
{
    public static IReadOnlyList<PolicyFinding> Judge(Policy? policy, Plan plan, PlanOrigin origin)
    {
        var written = PolicyJudge.Judge(policy, plan, origin);
        var led = policy is null ? [] : PolicyJudge.Judge(CanonicalPaths.Of(policy), CanonicalPaths.Of(plan), origin);
        return [.. written, .. led.Where(l => !written.Any(w => w.Line == l.Line && w.Subject == l.Subject)).Select(l => l with { Found = $"{l.Found}, where its links lead" })];
    }
}
