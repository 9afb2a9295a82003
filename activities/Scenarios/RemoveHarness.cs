using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    public Task<StepResult> RemoveHarnessAsync(StepRequest request) => TeardownStep.WalkAsync(docker, request with { Step = 1 });
}
