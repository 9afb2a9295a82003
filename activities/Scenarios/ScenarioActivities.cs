using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>One file a step or gate.</summary>
internal sealed partial class ScenarioActivities(
    DockerEngine docker, ProductionReader production, DrServer dr, RunFence fence, EvidenceStore evidence) : IScenarios
{
    private readonly DrAwake awake = new(docker, fence, dr);
}
