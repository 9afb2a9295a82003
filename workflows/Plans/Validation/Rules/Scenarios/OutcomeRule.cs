using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Scenarios;

/// <summary>
/// An exit code (0 to 255) is a command's, a result is a statement's. An SQLSTATE is five digits and capital letters, and not 00000, which
/// no server reports.
/// </summary>
internal static class OutcomeRule
{
    public static IEnumerable<Finding> Check(Plan plan) => plan.Scenarios.SelectMany((scenario, i) => Check(scenario, $"$.scenarios[{i}]"));

    private static IEnumerable<Finding> Check(Scenario scenario, string at)
    {
        var expect = scenario.Expect;
        if (expect.ExitCode is { } code)
        {
            if (scenario is { Sql: not null, Harness: null })
            {
                yield return Finding.At($"{at}.expect.exitCode", DisplayValue.Number(code), "an sql scenario has no exit code", "Remove it; expect a result or an sqlState");
            }

            if (code is < 0 or > 255)
            {
                yield return Finding.At($"{at}.expect.exitCode", DisplayValue.Number(code), "must be 0 to 255", "Write the code the command ends with");
            }
        }

        if (expect.Result is { } result && scenario is { Harness: not null, Sql: null })
        {
            yield return Finding.At($"{at}.expect.result", DisplayValue.Text(result), "a harness scenario has no result", "Remove it; expect an exitCode or an sqlState");
        }

        if (expect.SqlState is { } state && (!Grammar.SqlState.Matches(state) || state == "00000"))
        {
            yield return Finding.At($"{at}.expect.sqlState", DisplayValue.Text(state), "must be an SQLSTATE: five digits and capital letters, not 00000", "Write it as PostgreSQL lists it, such as 23505");
        }
    }
}
