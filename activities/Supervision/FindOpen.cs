using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Supervision;

namespace DotIuCutter.Temporal.Activities.Supervision;

internal sealed partial class SupervisionActivities
{
    public async Task<OpenManifests> FindOpenAsync(FindOpenRequest request)
    {
        var found = await RunFolders.OpenAsync(host.Evidence, CurrentActivity.Cancel);
        var unreadable = found.Where(f => f.Request is null).Select(f => new UnreadableRun { Path = f.Manifest, Problem = f.Problem ?? "nothing" }).Take(request.Most).ToList();
        unreadable.ForEach(u => SupervisionLog.Unreadable(log, u.Path, u.Problem));
        return new OpenManifests
        {
            Open = [.. found.Where(f => f.Request is not null).Select(f => new OpenManifest { Run = f.Request!.Manifest.Run, Path = f.Manifest }).Take(request.Most)],
            Unreadable = unreadable,
        };
    }
}
