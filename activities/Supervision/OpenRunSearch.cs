using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Supervision;
using Microsoft.Extensions.Logging;

namespace DotIuCutter.Temporal.Activities.Supervision;

/// <summary>The open runs of this worker's evidence directory, and what there cannot be read.</summary>
internal sealed class OpenRunSearch(HostOptions host, ILogger log)
{
    public async Task<OpenManifests> FindAsync(FindOpenRequest request)
    {
        var found = await RunFolders.OpenAsync(host.Evidence, CurrentActivity.Cancel);
        var unreadable = found.Where(f => f.Run is null).Select(f => new UnreadableRun { Path = f.Manifest, Problem = f.Problem ?? "nothing" }).Take(request.Most).ToList();
        unreadable.ForEach(u => SupervisionLog.Unreadable(log, u.Path, u.Problem));
        return new OpenManifests
        {
            Open = [.. found.Where(f => f.Run is not null).Select(f => new OpenManifest { Run = f.Run!.Run, Path = f.Manifest }).Take(request.Most)],
            Unreadable = unreadable,
        };
    }
}
