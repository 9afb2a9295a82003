using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>G-22: production's container was not restarted.</summary>
internal sealed class G22ProductionContainer(DockerEngine docker)
{
    public async Task<GateResult> JudgeAsync(ProductionCapture captured)
    {
        const string expected = "Id, StartedAt and RestartCount as captured at C-03";
        if (captured.Container is not { } before)
        {
            return GateResult.Green(Gate.ProductionNotRestarted, "production's container", expected, "production is not in this Docker: there is no container to compare");
        }

        var after = await docker.FindAsync(before.Name, CurrentActivity.Cancel);
        return UnchangedGate.Compare(Gate.ProductionNotRestarted, $"production's container '{before.Name}'", expected, $"{before.Id}, started {before.StartedAt}", CaptureComparison.CompareIdentity(before, after));
    }
}
