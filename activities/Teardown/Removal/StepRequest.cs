using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Teardown.Removal;

/// <summary>The objects of one teardown step.</summary>
internal sealed record StepRequest
{
    public required RunRef Run { get; init; }

    public required TeardownStep Step { get; init; }

    public required IReadOnlyList<StepObject> Objects { get; init; }

    /// <summary>The run's directories; needed by step 5.</summary>
    public RunPaths? Paths { get; init; }

    /// <summary>Every container, volume and network of a ledger.</summary>
    public static StepRequest DockerObjects(RunRef run, Ledger ledger) => new()
    {
        Run = run,
        Step = TeardownStep.Network,
        Objects =
        [
            .. ledger.Entries.Where(e => e.Step <= TeardownStep.Network).Select(e => new StepObject { Kind = e.Kind, Name = e.Name, Id = e.Id, Anonymous = e.Anonymous }),
        ],
    };

    /// <summary>The harness container of a scenario that has ended, by exact name.</summary>
    public static StepRequest Harness(RunRef run, string name) =>
        new() { Run = run, Step = TeardownStep.HarnessContainer, Objects = [new StepObject { Kind = ObjectKind.Container, Name = name }] };
}
