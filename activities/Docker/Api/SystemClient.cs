using Docker.DotNet;
using Docker.DotNet.Models;

namespace DotIuCutter.Temporal.Activities.Docker.Api;

internal sealed class SystemClient(ISystemOperations system)
{
    internal Task<SystemInfoResponse> InfoAsync(CancellationToken cancel) =>
        DockerFaults.AskAsync("read the engine's info", () => system.GetSystemInfoAsync(cancel), cancel);

    internal Task<VersionResponse> VersionAsync(CancellationToken cancel) =>
        DockerFaults.AskAsync("read the engine's version", () => system.GetVersionAsync(cancel), cancel);
}
