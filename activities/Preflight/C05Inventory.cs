using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public async Task<InventoryCapture> CaptureInventoryAsync(InventoryRequest request) =>
        (await Inventory.ReadAsync(docker.Reading, CurrentActivity.Cancel)).Captured;
}
