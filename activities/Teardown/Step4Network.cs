using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Activities.Teardown;

internal sealed partial class TeardownActivities
{
    public Task<StepResult> RemoveNetworkAsync(StepRequest request) => TeardownStep.WalkAsync(docker, request);
}
