using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Plans;

/// <summary>Describes one scenario of a plan.</summary>
internal sealed record OutlineScenario(string Id, string Title, string By, string Start, string Expects)
{
    public static OutlineScenario From(Scenario scenario) => new(
        scenario.Id,
        scenario.Title,
        scenario.Harness is null ? "sql" : "harness",
        scenario.Start == ScenarioStart.Fresh ? "from a fresh clone" : "continues the previous",
        string.Join(", ", Expected(scenario.Expect)));

    private static IEnumerable<string> Expected(Expectation expect)
    {
        if (expect.ExitCode is { } code)
        {
            yield return $"exit code {code}";
        }

        if (expect.SqlState is { } state)
        {
            yield return $"SQLSTATE {state}";
        }

        if (expect.Result is { } result)
        {
            yield return $"result {result}";
        }

        yield return expect.Effect == Effect.RollsBack
            ? "rolls back"
            : $"writes {string.Join(" and ", expect.Rows.Select(r => $"{r.Table} +{r.Inserted}{(r.Updated > 0 ? $" ~{r.Updated}" : "")}"))}";
    }
}
