using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.Secrets;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>The objects of the DR, each made or adopted by a class of its own.</summary>
internal sealed class DrCreationSteps(DockerEngine docker, RunFence fence, SecretStore secrets, DrServer server)
{
    public Task<CreationResult> MakeWorkDirectoryAsync(WorkDirectoryRequest request) => new WorkDirectoryCreation(fence, secrets).CreateAsync(request);

    public Task<CreationResult> CreateNetworkAsync(NetworkRequest request) => new NetworkCreation(docker, fence).CreateAsync(request);

    public Task<CreationResult> CreateVolumeAsync(VolumeRequest request) => new VolumeCreation(docker, fence).CreateAsync(request);

    public Task<CreationResult> CreateDrAsync(DrRequest request) => new DrCreation(docker, fence).CreateAsync(request);

    public Task StartAsync(DrRef dr) => new DrLifecycle(docker, fence, server).StartAsync(dr, CurrentActivity.Cancel);
}
