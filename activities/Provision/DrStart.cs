using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Provision;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public Task StartDrAsync(DrRef dr) => fence.CreateAsync(dr.Run, async () =>
    {
        var cancel = ActivityContext.Cancel;
        using var session = docker.For(new RunScope { Run = dr.Run, Containers = [dr.Name] });
        var found = await session.Containers.FindByIdAsync(dr.ContainerId, cancel);
        if (found is null || found.Name != "/" + dr.Name || !Whose.Ours(found.Config?.Labels, dr.Run))
        {
            throw new ApplicationFailureException(
                $"DR container '{dr.Name}' ({dr.ContainerId}) is {(found is null ? "gone" : "not the run's any more")}; expected the container that was created. It is not started.",
                FailureTypes.WrongServer, nonRetryable: true);
        }

        await session.Containers.StartAsync(dr.ContainerId, cancel);
        return true;
    });
}
