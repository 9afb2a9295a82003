using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>One file a step or gate.</summary>
internal sealed partial class ScenarioActivities(
    DockerEngine docker, ProductionReader production, DrServer dr, RunFence fence, EvidenceStore evidence) : IScenarios
{
    private readonly DrLifecycle awake = new(docker, fence, dr);
}
