using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>C-04: what of the exact names exists and is the run's, with every anonymous volume that hangs on it.</summary>
internal static class IdentityCapture
{
    internal static async Task<DrCapture> CaptureAsync(DockerSession session, NamesRequest request, CancellationToken cancel)
    {
        var (run, names) = (request.Run, request.Objects);
        var dr = await session.Containers.FindByNameAsync(names.DrContainer, cancel);
        var harness = await session.Containers.FindByNameAsync(names.HarnessContainer, cancel);
        if (!Ownership.Ours(dr?.Config?.Labels, run))
        {
            dr = null;
        }

        if (!Ownership.Ours(harness?.Config?.Labels, run))
        {
            harness = null;
        }

        var volume = await session.Volumes.FindAsync(names.Volume, cancel);
        var networks = (await session.Networks.FindByNameAsync(names.Network, cancel)).Where(n => Ownership.Ours(n.Labels, run)).ToList();
        return new DrCapture
        {
            ContainerId = dr?.ID,
            HarnessId = harness?.ID,

            // Two of ours under one name are not ours to guess between: step 4 reports both.
            NetworkId = networks is [var network] ? network.ID : null,
            Volume = Ownership.Ours(volume?.Labels, run) ? names.Volume : null,
            AnonymousVolumes =
            [
                .. new[] { dr, harness }.SelectMany(c => c is null ? [] : ContainerReading.AnonymousVolumes(c)).Distinct().Order(StringComparer.Ordinal),
            ],
        };
    }
}
