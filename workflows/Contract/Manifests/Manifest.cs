using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>Every object of one run by exact name, derived from plan and nonce alone before anything is created.</summary>
public sealed record Manifest
{
    /// <summary>Version of this file's shape.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The DryRun workflow's id.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>32 hex digits; in every object's label <c>dryrun.nonce</c>.</summary>
    public required string Nonce { get; init; }

    /// <summary>SHA-256 of the plan document as it was accepted, 64 hex digits.</summary>
    public required string PlanSha256 { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The plan with every <c>{run}</c> replaced; without its scenarios in manifest.json and in the teardown.</summary>
    public required Plan Plan { get; init; }

    /// <summary>Names the run's evidence folder: plan and the nonce's first 12 digits.</summary>
    [JsonIgnore]
    public string RunKey => Manifests.RunKey.For(Plan.Name, Nonce);

    [JsonIgnore]
    public RunRef Run => new() { WorkflowId = WorkflowId, Plan = Plan.Name, Nonce = Nonce };

    [JsonIgnore]
    public RunPaths Paths => RunPaths.For(Plan.WorkDirectory);

    /// <summary>Without the scenarios: teardown has no use for them, and knows the plan by its digest.</summary>
    public Manifest ForTeardown() => this with { Plan = Plan with { Scenarios = [] } };

    /// <summary>All objects in the order they are created; teardown walks them by <see cref="ManifestObject.Step"/>.</summary>
    [JsonIgnore]
    public IReadOnlyList<ManifestObject> Objects =>
    [
        .. Paths.Secrets.Select(path => new ManifestObject { Kind = ObjectKind.SecretFile, Name = path, Role = "secret", Step = TeardownStep.SecretsAndFiles }),
        new() { Kind = ObjectKind.SecretFile, Name = Paths.Dump, Role = "production's dump", Step = TeardownStep.SecretsAndFiles },
        new() { Kind = ObjectKind.Path, Name = Paths.SecretsDirectory, Role = "secrets directory", Step = TeardownStep.SecretsAndFiles },
        new() { Kind = ObjectKind.Path, Name = Paths.WorkDirectory, Role = "work directory", Step = TeardownStep.SecretsAndFiles },
        new() { Kind = ObjectKind.Network, Name = Plan.Objects.Network, Role = "isolated network", Step = TeardownStep.Network },
        new() { Kind = ObjectKind.Volume, Name = Plan.Objects.Volume, Role = "DR volume", Step = TeardownStep.DrVolumes },
        new() { Kind = ObjectKind.Container, Name = Plan.Objects.DrContainer, Role = "DR container", Step = TeardownStep.DrContainer },
        new() { Kind = ObjectKind.Container, Name = Plan.Objects.HarnessContainer, Role = "harness container", Step = TeardownStep.HarnessContainer },
    ];
}
