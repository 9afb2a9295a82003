using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Docker;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Teardown;

/// <summary>One run on a <see cref="FakeEngine"/>, through the product's own client and request guard.</summary>
internal sealed class EngineRun : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly DockerEngine docker;

    public EngineRun()
    {
        var host = scratch.Host with { DockerEndpoint = Engine.Endpoint };
        docker = new DockerEngine(host);
        Teardown = new TeardownActivities(docker, null!, new RunFence(host), scratch.Evidence);
        Closure = new ClosureActivities(host, docker, scratch.Evidence);
        Provision = new ProvisionActivities(host, docker, null!, null!, new RunFence(host), scratch.Evidence, null!);
    }

    public FakeEngine Engine { get; } = new();

    public EngineObjects Objects => Engine.Objects;

    public RunRef Run => scratch.Run;

    public string Nonce => Run.Nonce;

    /// <summary>What a comparison of the digits people see, or of those in names, would take for ours.</summary>
    public string NearlyOurNonce => $"{Nonce[..12]}{new string('f', 20)}";

    public TeardownActivities Teardown { get; }

    public ClosureActivities Closure { get; }

    public ProvisionActivities Provision { get; }

    public NamesRequest Names => new() { Run = Run, Objects = new Objects { Network = "net-x", Volume = "vol-x", DrContainer = "dr-x", HarnessContainer = "harness-x" } };

    /// <summary>As preflight captures it.</summary>
    public async Task<ContainerCapture> CaptureAsync(string container) =>
        await docker.FindAsync(container, CancellationToken.None) ?? throw new InvalidOperationException($"There is no container '{container}'.");

    public StepRequest Step(int step, params StepObject[] objects) => new() { Run = Run, Step = step, Objects = objects };

    public static StepObject Target(ObjectKind kind, string name, string? id = null, bool anonymous = false) => new() { Kind = kind, Name = name, Id = id, Anonymous = anonymous };

    /// <summary>What the step says of each object, whether it answers or fails.</summary>
    public static async Task<IReadOnlyList<ObjectOutcome>> OutcomesAsync(Task<StepResult> step)
    {
        try
        {
            return (await step).Objects;
        }
        catch (Temporalio.Exceptions.ApplicationFailureException e) when (e.ErrorType == FailureTypes.Residual)
        {
            return e.Details.ElementAt<StepResult>(0).Objects;
        }
    }

    public async ValueTask DisposeAsync()
    {
        docker.Dispose();
        await Engine.DisposeAsync();
        scratch.Dispose();
    }
}
