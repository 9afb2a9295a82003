using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Teardown.Removal;

/// <summary>Steps 1 and 2: by exact name and nonce, and by the recorded id where there is one; deleted by full id.</summary>
internal sealed class ContainerRemoval(DockerSession session, RunRef run)
{
    /// <param name="reused">True for the harness's name, which carries one container of ours after the other: the recorded id may be an earlier one's.</param>
    internal async Task<ObjectOutcome> RemoveAsync(StepObject target, bool reused)
    {
        var named = await session.Containers.FindByNameAsync(target.Name, CancellationToken.None);
        var recorded = target.Id is { } id && id != named?.ID ? await session.Containers.FindByIdAsync(id, CancellationToken.None) : null;
        if (recorded is not null)
        {
            return Ownership.Ours(recorded.Config?.Labels, run)
                ? ObjectOutcomes.Failed(target, recorded.ID, $"it is the run's by id and nonce, but is now called '{recorded.Name.TrimStart('/')}', so it was left for review.")
                : ObjectOutcomes.NotOurs(target, $"The container of the recorded id {recorded.ID} {Ownership.Describe(recorded.Config?.Labels, run)}; left alone.");
        }

        if (named is null)
        {
            return ObjectOutcomes.Absent(target);
        }

        var ours = Ownership.Ours(named.Config?.Labels, run);
        if (ours && (target.Id is null || target.Id == named.ID || reused))
        {
            return await DeleteAsync(target, named.ID);
        }

        // A copy of ours that somebody made, or ours that Docker made late: nobody can tell, so that an operator has to.
        return ours
            ? ObjectOutcomes.Failed(target, named.ID, $"container '{target.Name}' ({named.ID}) carries this run's nonce but is not the recorded {target.Id}, which is gone, so it was left for review.")
            : ObjectOutcomes.NotOurs(target, $"Container '{target.Name}' ({named.ID}) {Ownership.Describe(named.Config?.Labels, run)}; left alone.");
    }

    private async Task<ObjectOutcome> DeleteAsync(StepObject target, string id)
    {
        var fault = await Deletion.UntilGoneAsync(
            () => session.Containers.RemoveAsync(id, CancellationToken.None),
            async () => await session.Containers.FindByIdAsync(id, CancellationToken.None) is not null,
            _ => false);
        return fault is null ? ObjectOutcomes.Removed(target, id) : ObjectOutcomes.Failed(target, id, fault.Message);
    }
}
