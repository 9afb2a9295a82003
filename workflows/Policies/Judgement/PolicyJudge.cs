using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>Judges a plan by a policy (G-31). Pure: everything it needs is given.</summary>
public static class PolicyJudge
{
    /// <summary>Everything that is not permitted, in the order of the policy's lines; empty when the plan is permitted.</summary>
    /// <param name="policy">Null where the host has none: the plan's origin alone counts then.</param>
    /// <param name="plan">A valid one.</param>
    /// <param name="origin">Where it comes from.</param>
    public static IReadOnlyList<PolicyFinding> Judge(Policy? policy, Plan plan, PlanOrigin origin)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(origin);
        return policy is null
            ? [.. OriginJudge.WithoutPolicy(origin)]
            :
            [
                .. OriginJudge.Judge(policy.Plans, origin),
                .. ProductionJudge.Judge(policy, plan),
                .. ImageJudge.Judge(policy, plan),
                .. PathJudge.Judge(policy, plan),
                .. ProtectedJudge.Judge(policy, plan),
                .. CeilingJudge.Judge(policy.Ceilings, plan),
            ];
    }
}
