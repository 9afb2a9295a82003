using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Workflows.Captures;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public async Task<InventoryCapture> CaptureInventoryAsync(InventoryRequest request) =>
        (await Inventory.ReadAsync(docker.Reading, ActivityContext.Cancel)).Captured;
}
