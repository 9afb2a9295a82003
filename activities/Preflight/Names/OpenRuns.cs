using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence;

namespace DotIuCutter.Temporal.Activities.Preflight.Names;

/// <summary>
/// The part of G-04 that Docker cannot answer: an earlier run of this host whose manifest is open may still make, or have to destroy, what
/// this run is about to name. One that cannot be read could be any.
/// </summary>
internal static class OpenRuns
{
    /// <summary>Empty when no open run shares anything with this one.</summary>
    public static async Task<IReadOnlyList<NameHolder>> HoldersAsync(string evidence, NamesRequest request, CancellationToken cancel)
    {
        var holders = new List<NameHolder>();
        foreach (var folder in await RunFolders.OpenAsync(evidence, cancel))
        {
            if (folder.Run is not { } open)
            {
                holders.Add(new NameHolder(
                    $"manifest '{folder.Manifest}'",
                    $"manifest '{folder.Manifest}' cannot be read, so that it is not known what its run holds: {folder.Problem}",
                    "Restore the file, or move its folder out of the evidence directory once nothing of that run is left."));
            }
            else if (open.Nonce != request.Run.Nonce && SharedNames.Find(request, open) is { Count: > 0 } shared)
            {
                holders.Add(new NameHolder(
                    $"run '{open.RunKey}'",
                    $"run '{open.RunKey}' of workflow '{open.WorkflowId}' is open and holds {string.Join(", ", shared)} by its manifest '{folder.Manifest}'",
                    $"See how it stands with `dryrun status {open.WorkflowId}`; where nothing works on it any more, `dryrun reconcile {folder.Manifest}` tears it down."));
            }
        }

        return holders;
    }
}
