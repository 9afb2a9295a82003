using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public async Task<GateResult> CheckInventoryAsync(InventoryCheck check)
    {
        var before = check.Before ?? await AskedOfRun.AnswerAsync(run => run.Inventory, "captured the inventory", CurrentActivity.Cancel);
        var now = await Inventory.ReadAsync(docker.Reading, CurrentActivity.Cancel);
        return InventoryComparison.Gate(check.Run, before, now);
    }
}
