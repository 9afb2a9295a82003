using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Scenarios;

/// <summary>
/// A scenario is exactly one of <c>harness</c> and <c>sql</c>. A harness scenario has a program to run and a plan that has a harness; an
/// sql scenario has statements, none of them blank.
/// </summary>
internal static class ScenarioKindRule
{
    public static IEnumerable<Finding> Check(Plan plan) => plan.Scenarios.SelectMany((scenario, i) => Check(plan, scenario, $"$.scenarios[{i}]"));

    private static IEnumerable<Finding> Check(Plan plan, Scenario scenario, string at)
    {
        if (scenario is { Harness: null, Sql: null } or { Harness: not null, Sql: not null })
        {
            yield return Finding.At(at, scenario.Sql is null ? "without both" : "with both", "must have exactly one of harness and sql", "Keep the one the scenario is about");
        }

        if (scenario.Harness is { } harness)
        {
            if (plan.Harness is null)
            {
                yield return Finding.At($"{at}.harness", "set", "needs the plan's harness", "Add $.harness with an image, or make it an sql scenario");
            }

            if (harness.Command.Count == 0)
            {
                yield return Finding.At($"{at}.harness.command", "empty", "must name a program", "Add the program and its arguments");
            }
            else if (string.IsNullOrWhiteSpace(harness.Command[0]))
            {
                yield return Finding.At($"{at}.harness.command[0]", DisplayValue.Text(harness.Command[0]), "must name a program", "Write the program's name", $"{at}.harness.command");
            }
        }

        if (scenario.Sql is { } sql)
        {
            if (sql.Statements.Count == 0)
            {
                yield return Finding.At($"{at}.sql.statements", "empty", "must hold a statement", "Add one");
            }

            foreach (var (i, statement) in sql.Statements.Index().Where(s => string.IsNullOrWhiteSpace(s.Item)))
            {
                yield return Finding.At($"{at}.sql.statements[{i}]", DisplayValue.Text(statement), "must not be blank", "Write a statement or remove it");
            }
        }
    }
}
