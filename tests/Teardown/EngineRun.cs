using DotIuCutter.Temporal.Activities.Closure;
using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Teardown;

/// <summary>One run on a <see cref="EngineSocket"/>, through the product's own client and request guard.</summary>
internal sealed class EngineRun : IAsyncDisposable
{
    private readonly Scratch scratch = new();
    private readonly MemoryRunStore runs = new();
    private readonly ProductSteps steps;

    public EngineRun() => steps = new ProductSteps(scratch.Host with { DockerEndpoint = Engine.Endpoint });

    public EngineSocket Engine { get; } = new();

    public MemoryEngine Objects => Engine.Objects;

    public RunRef Run => scratch.Run;

    public string Nonce => Run.Nonce;

    /// <summary>What a comparison of the digits people see, or of those in names, would take for ours.</summary>
    public string NearlyOurNonce => $"{Nonce[..12]}{new string('f', 20)}";

    public ITeardownSteps Teardown => steps.Teardown;

    public IClosureSteps Closure => steps.Closure;

    public IProvisionSteps Provision => steps.Provision;

    public NamesRequest Names => new() { Run = Run, Objects = new Objects { Network = "net-x", Volume = "vol-x", DrContainer = "dr-x", HarnessContainer = "harness-x" } };

    /// <summary>As preflight captures it.</summary>
    public async Task<ContainerCapture> CaptureAsync(string container) =>
        await steps.Get<DockerEngine>().FindAsync(container, CancellationToken.None)
        ?? throw new InvalidOperationException($"There is no container '{container}'.");

    public StepRequest Step(int step, params StepObject[] objects) => new() { Run = Run, Step = (TeardownStep)step, Objects = objects };

    public static StepObject Target(ObjectKind kind, string name, string? id = null, bool anonymous = false) => new() { Kind = kind, Name = name, Id = id, Anonymous = anonymous };

    /// <summary>What the step says of each object.</summary>
    public async Task<IReadOnlyList<ObjectOutcome>> RemoveAsync(int step, params StepObject[] objects) =>
        (await Teardown.RemoveAsync(Step(step, objects))).Objects;

    /// <summary>Teardown as the workflow asks for it, of a run whose plan has <see cref="Names"/> and whose journal has these entries.</summary>
    public async Task<TeardownActivities> RecordedAsync(params IReadOnlyList<JournalEntry> entries)
    {
        var manifest = Sample.Manifest(scratch);
        var run = await runs.AcceptAsync(manifest with { Plan = manifest.Plan with { Objects = Names.Objects } }, CancellationToken.None);
        await run.AppendAsync(entries);
        return new TeardownActivities(Teardown, runs);
    }

    public async ValueTask DisposeAsync()
    {
        steps.Dispose();
        await Engine.DisposeAsync();
        scratch.Dispose();
    }
}
