using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public async Task<ContainersCaptured> CaptureWatchedAsync(WatchedRequest request) =>
        new() { Containers = await WatchedContainers.CaptureAsync(docker.Reading, request.Prefixes, CurrentActivity.Cancel) };
}
