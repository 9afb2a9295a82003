using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public async Task<GateResult> CheckInventoryAsync(InventoryCheck check)
    {
        var before = check.Before ?? await AskedOfRun.AnswerAsync(run => run.Inventory, "captured the inventory", ActivityContext.Cancel);
        var now = await Inventory.ReadAsync(docker.Reading, ActivityContext.Cancel);
        return InventoryComparison.Gate(check.Run, before, now);
    }
}
