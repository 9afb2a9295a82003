using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using DotIuCutter.Temporal.Workflows.Policies.Validation.Rules;

namespace DotIuCutter.Temporal.Workflows.Policies.Validation;

/// <summary>Every rule a policy of the right shape must keep, in the order people read their answers.</summary>
internal static class PolicyRules
{
    public static IReadOnlyList<Func<Policy, IEnumerable<Finding>>> All { get; } =
    [
        AcceptedDigestRule.Check,
        PermittedServerRule.Check,
        PermittedImageRule.Check,
        PolicyPathRule.Check,
        PolicyContainerRule.Check,
        CeilingRule.Check,
    ];

    public static IEnumerable<Finding> FindProblems(Policy policy) => All.SelectMany(rule => rule(policy));
}
