using System.Globalization;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Teardown.Removal;

/// <summary>Steps 1 to 4: every object of the step is attempted, and none is left without an answer.</summary>
internal sealed class ObjectRemoval(DockerEngine docker)
{
    internal async Task<StepResult> WalkAsync(StepRequest request)
    {
        var outcomes = new List<ObjectOutcome>();
        foreach (var target in request.Objects)
        {
            CurrentActivity.Heartbeat($"removing {NameTaken.KindName(target.Kind)} '{target.Name}'");
            outcomes.Add(await RemoveAsync(request.Run, target, reused: request.Step == TeardownStep.HarnessContainer));
        }

        return new StepResult { Step = request.Step, Objects = outcomes };
    }

    // Teardown is never interrupted: no activity's token reaches these calls, each has the client's timeout and the poll its deadline.
    private async Task<ObjectOutcome> RemoveAsync(RunRef run, StepObject target, bool reused)
    {
        using var session = docker.For(Scope(run, target));
        try
        {
            return target.Kind switch
            {
                ObjectKind.Container => await new ContainerRemoval(session, run).RemoveAsync(target, reused),
                ObjectKind.Volume => await new VolumeRemoval(session, run).RemoveAsync(target),
                ObjectKind.Network => await new NetworkRemoval(session, run).RemoveAsync(target),
                _ => throw new ArgumentException($"'{target.Name}' is a {target.Kind}; expected a container, volume or network."),
            };
        }
        catch (DockerFault fault) when (fault.Status is not null)
        {
            // The engine answered, so the other objects of the step can still be removed.
            return ObjectOutcomes.Failed(target, target.Id, fault.Message);
        }
    }

    private static RunScope Scope(RunRef run, StepObject target) => target switch
    {
        { Kind: ObjectKind.Container } => new RunScope { Run = run, Containers = [target.Name] },
        { Kind: ObjectKind.Network } => new RunScope { Run = run, Networks = [target.Name] },
        { Anonymous: true } => new RunScope { Run = run, AnonymousVolumes = [target.Name] },
        _ => new RunScope { Run = run, Volumes = [target.Name] },
    };
}
