using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public async Task<GateResult> CheckProductionContainerAsync(ProductionCheck check)
    {
        const string expected = "Id, StartedAt and RestartCount as captured at C-03";
        if (check.Captured.Container is not { } before)
        {
            return GateResult.Green("G-22", "production's container", expected, "production is not in this Docker: there is no container to compare");
        }

        var after = await docker.FindAsync(before.Name, CurrentActivity.Cancel);
        return UnchangedGate.Gate("G-22", $"production's container '{before.Name}'", expected, $"{before.Id}, started {before.StartedAt}", CaptureComparison.Identity(before, after));
    }
}
