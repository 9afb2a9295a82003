using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Activities.Scenarios.Measurement;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>What the steps of a scenario are asked with, from the run's manifest and journal. Pure.</summary>
internal static class ScenarioRequests
{
    public static CodeRunRequest Code(RecordedRun run, Scenario scenario, string database) => new()
    {
        Target = run.Target(database),
        Scenario = ScenarioCode.From(scenario),
        CodeDirectory = run.Manifest.Paths.Code,
        MountAt = run.Plan.Code.MountAt,
        Harness = scenario.Harness is null ? null : run.Plan.Harness,
        HarnessImageId = scenario.Harness is null ? null : run.Captured(j => j.Images?.HarnessImageId, "harness image (G-09)"),
        HarnessName = run.Plan.Objects.HarnessContainer,
        NetworkId = run.NetworkId(),
    };

    public static MeasureRequest Measure(RecordedRun run, Scenario scenario, string database) => new()
    {
        Target = run.Target(database),
        ScenarioId = scenario.Id,
        HarnessName = run.Plan.Objects.HarnessContainer,
        Production = run.Plan.Production,
    };
}
