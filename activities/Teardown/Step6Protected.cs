using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Teardown;

internal sealed partial class TeardownActivities
{
    public async Task<GateResult> CheckProtectedAsync(ProtectedCheck check)
    {
        var differences = new List<Difference>();
        foreach (var before in check.Captured)
        {
            differences.AddRange(CaptureComparison.Whole(before, await docker.FindAsync(before.Name, CancellationToken.None)));
        }

        differences.AddRange(check.Names.Except(check.Captured.Select(c => c.Name)).Select(n => new Difference($"{n}: container", "not captured", "nothing to compare with")));
        return UnchangedGate.Gate("G-25", "protected containers", "identical to C-01", $"{check.Captured.Count} identical", differences);
    }
}
