using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Containers;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Paths;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Production;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation;

/// <summary>Every rule a plan of the right shape must keep, in the order people read their answers.</summary>
internal static class PlanRules
{
    public static IReadOnlyList<Func<Plan, IEnumerable<Finding>>> All { get; } =
    [
        PlanNameRule.Check,
        OneLineRule.Check,
        ProductionRule.Check,
        StandbyRule.Check,
        DatabaseNameRule.Check,
        ForeignNameRule.Check,
        ObjectNameRule.Check,
        DistinctObjectsRule.Check,
        ForeignObjectRule.Check,
        PathRule.Check,
        WorkDirectoryRule.Check,
        ForbiddenPathRule.Check,
        ForbiddenMentionRule.Check,
        CodeRule.Check,
        ImageRule.Check,
        LimitRule.Check,
        DrDataRule.Check,
        HarnessEnvironmentRule.Check,
        ScenarioIdRule.Check,
        ScenarioKindRule.Check,
        ScenarioStartRule.Check,
        OutcomeRule.Check,
        EffectRule.Check,
        RetainDumpRule.Check,
    ];

    public static IEnumerable<Finding> FindProblems(Plan plan) => All.SelectMany(rule => rule(plan));
}
