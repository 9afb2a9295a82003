using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Scenarios.Execution;

/// <summary>What the harness container is made of: the export of the accepted commit read-only, the DR's DNS name, and nothing of production.</summary>
internal static class HarnessShape
{
    private const string PasswordFile = "/run/secrets/dr.pgpass";

    internal static RunScope Scope(CodeRunRequest request, IReadOnlyList<string> networks) => new()
    {
        Run = request.Target.Dr.Run,
        Containers = [request.HarnessName],
        Networks = networks,
        Mounts = Mounts(request),
        ImageId = request.HarnessImageId,
    };

    internal static CreateContainerParameters Parameters(CodeRunRequest request)
    {
        if (request is not { Harness: { } harness, HarnessImageId: { } image, Scenario.Harness.Command: { Count: > 0 } command })
        {
            throw new ArgumentException($"Scenario '{request.Scenario.Id}' has no harness command or no recorded image to run.");
        }

        return new CreateContainerParameters
        {
            Name = request.HarnessName,
            Image = image,

            // libpq wants its password file 0600 and the reader's own; that file is root's, and every capability of root is dropped.
            User = "0:0",
            WorkingDir = request.MountAt,
            Labels = new SortedDictionary<string, string>(Labels.For(request.Target.Dr.Run), StringComparer.Ordinal) { [Labels.Scenario] = request.Scenario.Id },
            Env = [.. Environment(request).Select(e => $"{e.Key}={e.Value}")],

            // An entrypoint of the image would otherwise see the command first.
            Entrypoint = [command[0]],
            Cmd = [.. command.Skip(1)],
            HostConfig = new HostConfig
            {
                NetworkMode = request.NetworkId,
                RestartPolicy = new RestartPolicy { Name = RestartPolicyKind.No },
                CapDrop = ["ALL"],
                SecurityOpt = ["no-new-privileges"],
                Memory = harness.MemoryMegabytes * 1024L * 1024,
                PidsLimit = harness.PidsLimit,
                ReadonlyRootfs = true,
                Tmpfs = new Dictionary<string, string> { ["/tmp"] = "rw,nosuid,nodev,size=64m" },
                Mounts = [.. Mounts(request).Select(DockerMounts.From)],
                LogConfig = new LogConfig { Type = "json-file", Config = new Dictionary<string, string> { ["max-size"] = "8m", ["max-file"] = "2" } },
            },
            NetworkingConfig = DockerMounts.OnlyNetwork(request.NetworkId, request.HarnessName),
        };
    }

    private static IReadOnlyList<ScopeMount> Mounts(CodeRunRequest request) =>
    [
        new ScopeMount("bind", request.CodeDirectory, request.MountAt, ReadOnly: true),
        new ScopeMount("bind", RunPaths.For(request.Target.WorkDirectory).DrPgpass, PasswordFile, ReadOnly: true),
    ];

    // The plan's first: it cannot point the harness elsewhere.
    private static SortedDictionary<string, string> Environment(CodeRunRequest request) =>
        new(request.Harness?.Environment.ToDictionary(e => e.Key, e => e.Value) ?? [], StringComparer.Ordinal)
        {
            ["PGHOST"] = request.Target.Dr.Name,
            ["PGPORT"] = "5432",
            ["PGUSER"] = "postgres",
            ["PGDATABASE"] = request.Target.Database,
            ["PGPASSFILE"] = PasswordFile,
        };
}
