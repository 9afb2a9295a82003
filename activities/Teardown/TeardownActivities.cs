using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Activities.Teardown;

/// <summary>One file a step of rollback-plan.txt, section 2.</summary>
internal sealed partial class TeardownActivities(DockerEngine docker, ProductionReader production, RunFence fence, EvidenceStore evidence) : ITeardown;
