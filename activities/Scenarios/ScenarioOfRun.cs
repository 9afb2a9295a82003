using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>A scenario by its id, from the plan on the host.</summary>
internal static class ScenarioOfRun
{
    public static Scenario Scenario(this RecordedRun run, string id) => run.Plan.Scenarios.FirstOrDefault(s => s.Id == id)
        ?? throw new ApplicationFailureException(
            $"The plan of run '{run.Manifest.RunKey}' has no scenario '{id}'. Nothing was run. Start a new run from the plan that has it.",
            FailureTypes.InvalidRequest,
            nonRetryable: true);
}
