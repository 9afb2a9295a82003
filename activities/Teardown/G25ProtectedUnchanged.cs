using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Teardown;

/// <summary>Step 6: the protected containers are identical to C-01 (G-25).</summary>
internal sealed class G25ProtectedUnchanged(DockerEngine docker)
{
    public async Task<GateResult> JudgeAsync(ProtectedCheck check)
    {
        var differences = new List<Difference>();
        foreach (var before in check.Captured)
        {
            differences.AddRange(CaptureComparison.CompareAll(before, await docker.FindAsync(before.Name, CancellationToken.None)));
        }

        differences.AddRange(check.Names.Except(check.Captured.Select(c => c.Name)).Select(n => new Difference($"{n}: container", "not captured", "nothing to compare with")));
        return UnchangedGate.Compare(Gate.ProtectedUnchanged, "protected containers", "identical to C-01", $"{check.Captured.Count} identical", differences);
    }
}
