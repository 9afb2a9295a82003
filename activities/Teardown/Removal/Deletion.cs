using System.Net;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Runtime;

namespace DotIuCutter.Temporal.Activities.Teardown.Removal;

/// <summary>Deletes, then looks until the object is gone: Docker's answer alone does not say so.</summary>
internal static class Deletion
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    /// <summary>Null when it is gone; else Docker's last word on why not. <paramref name="delete"/> is repeated, since a daemon killed amid a deletion leaves it half done.</summary>
    internal static async Task<DockerFault?> UntilGoneAsync(Func<Task> delete, Func<Task<bool>> exists, Func<DockerFault, bool> final)
    {
        DockerFault? last = null;
        var end = DateTime.UtcNow + Deadline;
        while (true)
        {
            try
            {
                await delete();
            }
            catch (DockerFault fault) when (fault.Status is not null)
            {
                if (fault.Status == HttpStatusCode.NotFound)
                {
                    return null;
                }

                if (final(fault))
                {
                    return fault;
                }

                last = fault;
            }

            for (var again = DateTime.UtcNow + Again; DateTime.UtcNow < again; await Task.Delay(50))
            {
                CurrentActivity.Heartbeat("waiting until it is gone");
                if (!await exists())
                {
                    return null;
                }
            }

            if (DateTime.UtcNow > end)
            {
                return last ?? new DockerFault("Docker accepted the removal, but the object is still there after 20 s.", null, new TimeoutException());
            }
        }
    }
}
