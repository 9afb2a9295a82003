using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

/// <summary>One file a step, capture or gate.</summary>
internal sealed partial class ProvisionActivities(
    HostOptions host, DockerEngine docker, ProductionReader production, DrServer dr, RunFence fence, EvidenceStore evidence, SecretStore secrets) : IProvision
{
    private readonly DrLifecycle awake = new(docker, fence, dr);
}
