using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public Task StartDrAsync(DrRef dr) => awake.StartAsync(dr, CurrentActivity.Cancel);
}
