using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>Runs a scenario's command in the harness container.</summary>
internal sealed class HarnessRun(DockerEngine docker, RunFence fence, EvidenceStore evidence)
{
    public Task<ScenarioRun> RunAsync(RunRequest request, CancellationToken cancel) => throw new NotSupportedException();
}
