using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Provision.Creation;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>One run of its own on the real engine; whatever it leaves is removed by exact name and reported by nobody.</summary>
public sealed class LiveRun : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("docker-test-").FullName;
    private readonly List<(string Kind, string Id)> _foreign = [];

    internal LiveRun()
    {
        var key = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        Run = new RunRef { WorkflowId = "dryrun-docker-test", Plan = "docker-test", Nonce = key };
        var name = $"docker-test-{key[..12]}";
        Objects = new Objects { Network = $"{name}-net", Volume = $"{name}-vol", DrContainer = $"{name}-dr", HarnessContainer = $"{name}-harness" };
        WorkDirectory = new WorkDirectory { Path = $"{folder}/wd", Secrets = $"{folder}/secrets" };
        Host = new HostOptions { DockerEndpoint = new Uri("unix:///var/run/docker.sock"), Plans = folder, WorkRoot = folder, Evidence = $"{folder}/evidence" };
        Steps = new ProductSteps(Host);
    }

    internal RunRef Run { get; }

    internal Objects Objects { get; }

    internal WorkDirectory WorkDirectory { get; }

    internal HostOptions Host { get; }

    internal ProductSteps Steps { get; }

    internal DockerEngine Engine => Steps.Get<DockerEngine>();

    internal RunFence Fence => Steps.Get<RunFence>();

    internal EvidenceStore Evidence => Steps.Get<EvidenceStore>();

    internal IPreflightSteps Preflight => Steps.Preflight;

    internal IProvisionSteps Provision => Steps.Provision;

    internal IScenarioSteps Scenarios => Steps.Scenarios;

    internal ITeardownSteps Teardown => Steps.Teardown;

    internal IClosureSteps Closure => Steps.Closure;

    internal NamesRequest Names => new() { Run = Run, Objects = Objects };

    public ValueTask InitializeAsync()
    {
        var paths = RunPaths.For(WorkDirectory);
        foreach (var open in (string[])[paths.Socket, paths.Log])
        {
            Directory.CreateDirectory(open);
            File.SetUnixFileMode(open, (UnixFileMode)0b111_111_111);
        }

        Directory.CreateDirectory(paths.SecretsDirectory);
        Directory.CreateDirectory($"{folder}/code");
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        File.WriteAllText(paths.Dump, "");
        File.WriteAllText(paths.DrPassword, password);
        File.WriteAllText(paths.DrPgpass, $"*:*:*:*:{password}\n");
        File.SetUnixFileMode(paths.DrPgpass, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        Steps.Dispose();
        foreach (var (kind, id) in Enumerable.Reverse(_foreign))
        {
            await RemoveAsync(kind, id);
        }

        await RemoveAsync("container", Objects.HarnessContainer);
        await RemoveAsync("container", Objects.DrContainer);
        await RemoveAsync("volume", Objects.Volume);
        await RemoveAsync("network", Objects.Network);
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Makes something by the docker command and removes it by its id (a volume by name) in the end.</summary>
    internal async Task<string> ForeignAsync(string kind, params string[] arguments)
    {
        var id = await DockerCommand.RunAsync(arguments);
        _foreign.Add((kind, id));
        return id;
    }

    internal async Task<(string Network, DrRef Dr)> ProvisionAsync(string image = "postgres:17", int inMemoryMegabytes = 0)
    {
        var network = (await Provision.CreateNetworkAsync(new NetworkRequest { Run = Run, Name = Objects.Network })).Id!;
        Assert.Equal(Objects.Volume, (await Provision.CreateVolumeAsync(new VolumeRequest { Run = Run, Name = Objects.Volume, InMemoryMegabytes = inMemoryMegabytes })).Id);
        var created = await Provision.CreateDrAsync(await DrRequestAsync(network, image, inMemoryMegabytes));
        return (network, new DrRef { Run = Run, Name = Objects.DrContainer, ContainerId = created.Id! });
    }

    internal async Task<DrRequest> DrRequestAsync(string network, string image = "postgres:17", int inMemoryMegabytes = 0) => new()
    {
        Run = Run,
        Name = Objects.DrContainer,
        Dr = new Dr { Image = image, Database = "copy", DataInMemoryMegabytes = inMemoryMegabytes },
        ImageId = await ImageIdAsync(image),
        NetworkId = network,
        Volume = Objects.Volume,
        WorkDirectory = WorkDirectory,
    };

    internal CodeRunRequest Scenario(string network, DrRef dr, string image, string[] command, string id = "S1", int timeout = 30) => new()
    {
        Target = new DrTarget { Dr = dr, WorkDirectory = WorkDirectory, SystemIdentifier = "1", Database = "postgres" },
        Scenario = new ScenarioCode { Id = id, TimeoutSeconds = timeout, Harness = new HarnessCommand { Command = command } },
        CodeDirectory = $"{folder}/code",
        MountAt = "/code",
        Harness = new Harness { Image = image },
        HarnessImageId = image,
        HarnessName = Objects.HarnessContainer,
        NetworkId = network,
    };

    internal StepRequest Step(int step, params StepObject[] objects) => new() { Run = Run, Step = (TeardownStep)step, Objects = objects };

    internal StepObject Container(string? id = null) => new() { Kind = ObjectKind.Container, Name = Objects.DrContainer, Id = id };

    internal StepObject Harness(string? id = null) => new() { Kind = ObjectKind.Container, Name = Objects.HarnessContainer, Id = id };

    internal StepObject Volume() => new() { Kind = ObjectKind.Volume, Name = Objects.Volume };

    internal StepObject Network(string? id = null) => new() { Kind = ObjectKind.Network, Name = Objects.Network, Id = id };

    internal static async Task<string> ImageIdAsync(string image) => await DockerCommand.RunAsync("image", "inspect", "--format", "{{.Id}}", image);

    private static async Task RemoveAsync(string kind, string exact) =>
        await DockerCommand.TryAsync(kind == "container" ? ["rm", "-f", "-v", exact] : [kind, "rm", exact]);
}
