using System.Text.Json;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;

namespace DotIuCutter.Temporal.Tests.Manuals;

/// <summary>docs/plan.md and docs/plan.schema.json.</summary>
internal static class PlanManual
{
    public static Manual Manual { get; } = new()
    {
        Name = "plan",
        Root = typeof(Plan),
        Title = "Plan of a dry run",
        Introduction = """
            # The plan

            Made from the code by the tests; to change it, change a doc comment and run the tests with `UPDATE_DOCS=1`. For editors there is
            [plan.schema.json](plan.schema.json).

            A plan is one JSON object, UTF-8, without comments. What it does not know it refuses, and it reports every problem at once, each with
            its JSON path, the value found, the rule and the remedy. The digest people approve does not depend on white space or the order of members.


            """,
        Example = JsonSerializer.Serialize(Plans.Valid(), Json.Indented),
        Rules = [.. PlanRules.All.Select(rule => rule.Method.DeclaringType!)],
        Problems = text => PlanDocument.Read(text).Problems.Count,
    };
}
