using System.Net;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Teardown.Removal;

/// <summary>Step 3: by exact name after the nonce check, or by the 64-hex name captured at C-04; never with force.</summary>
internal sealed class VolumeRemoval(DockerSession session, RunRef run)
{
    internal async Task<ObjectOutcome> RemoveAsync(StepObject target)
    {
        if (target.Anonymous && !DockerNames.IsId(target.Name))
        {
            return ObjectOutcomes.NotOurs(target, $"'{target.Name}' is not the name of an anonymous volume; expected 64 hex digits. Left alone.");
        }

        if (await session.Volumes.FindAsync(target.Name, CancellationToken.None) is not { } volume)
        {
            return ObjectOutcomes.Absent(target);
        }

        if (!target.Anonymous && !Ownership.Ours(volume.Labels, run))
        {
            return ObjectOutcomes.NotOurs(target, $"Volume '{target.Name}' {Ownership.Describe(volume.Labels, run)}; left alone.");
        }

        // The nonce is looked at again before each attempt: a volume has no id, and the guard spends a sighting on a deletion.
        var swapped = false;
        var fault = await Deletion.UntilGoneAsync(
            async () =>
            {
                var now = await session.Volumes.FindAsync(target.Name, CancellationToken.None);
                swapped = now is not null && !target.Anonymous && !Ownership.Ours(now.Labels, run);
                if (now is not null && !swapped)
                {
                    await session.Volumes.RemoveAsync(target.Name, CancellationToken.None);
                }
            },
            async () => !swapped && await session.Volumes.FindAsync(target.Name, CancellationToken.None) is not null,
            f => f.Status == HttpStatusCode.Conflict);
        if (fault is not null)
        {
            return ObjectOutcomes.Failed(target, null, await ReasonAsync(target, fault));
        }

        return ObjectOutcomes.Removed(target, null, swapped ? "A volume that is not ours has taken the name since; left alone." : null);
    }

    private async Task<string> ReasonAsync(StepObject target, DockerFault fault)
    {
        var users = (await session.Containers.ListAsync(CancellationToken.None))
            .Where(c => (c.Mounts ?? []).Any(m => m.Name == target.Name))
            .Select(c => $"container '{Inventory.Name(c)}' ({c.ID}), which {Ownership.Describe(c.Labels, run)}").ToList();
        return users.Count == 0
            ? fault.Message
            : $"it is in use by {string.Join(" and ", users)}; it can be removed once no container uses it.";
    }
}
