using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Provision.Creation;

/// <summary>What the DR container is made of; G-11 asks Docker whether it is so.</summary>
internal static class DrShape
{
    internal const string PasswordFile = "/run/secrets/dr.password";

    /// <summary>A quarter of what a container has by default: where they share a host, production comes first, and its dump before the restore.</summary>
    internal const int CpuShares = 256;

    /// <summary>What the official image's entrypoint needs to hand the data directory to its user.</summary>
    internal static IReadOnlyList<string> Capabilities { get; } = ["CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"];

    internal static IReadOnlyList<ScopeMount> Mounts(string volume, WorkDirectory directory)
    {
        var paths = RunPaths.For(directory);
        return
        [
            new ScopeMount("volume", volume, DrServer.DataDirectory, ReadOnly: false),
            new ScopeMount("bind", paths.Socket, DrSocket.Directory, ReadOnly: false),
            new ScopeMount("bind", paths.Log, "/log", ReadOnly: false),
            new ScopeMount("bind", paths.Dump, "/dr_src.sql", ReadOnly: true),
            new ScopeMount("bind", paths.DrPassword, PasswordFile, ReadOnly: true),
        ];
    }

    internal static CreateContainerParameters Parameters(DrRequest request) => new()
    {
        Name = request.Name,
        Hostname = request.Name.Length <= 63 ? request.Name : "",
        Image = request.ImageId,
        Labels = Labels.For(request.Run),
        Env = [$"POSTGRES_PASSWORD_FILE={PasswordFile}", $"PGDATA={DrServer.DataDirectory}"],
        Cmd = [.. DrServerSettings.Command(request.Dr.Durable)],
        HostConfig = new HostConfig
        {
            NetworkMode = request.NetworkId,
            RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
            CapDrop = ["ALL"],
            CapAdd = [.. Capabilities],
            SecurityOpt = ["no-new-privileges"],
            Memory = Memory(request.Dr),

            // What is kept in memory is not swapped to a disk either.
            MemorySwap = request.Dr.DataInMemoryMegabytes > 0 ? Memory(request.Dr) : 0,
            CPUShares = CpuShares,
            PidsLimit = request.Dr.PidsLimit,
            ShmSize = 256L * 1024 * 1024,

            // Mounts rather than binds: a source that is missing is an error, not a new directory of root's.
            Mounts = [.. Mounts(request.Volume, request.WorkDirectory).Select(DockerMounts.From)],
        },
        NetworkingConfig = DockerMounts.OnlyNetwork(request.NetworkId, request.Name),
    };

    private static long Memory(Dr dr) => ((long)dr.MemoryMegabytes + dr.DataInMemoryMegabytes) * 1024 * 1024;
}
