using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>
/// The seven steps of rollback-plan.txt, section 2. A step destroys only what is ours: exact name and nonce, and the captured id where
/// one is recorded. It answers when every object of it is gone or not ours; else it throws a failure of type
/// <see cref="FailureTypes.Residual"/> whose detail is the <see cref="StepResult"/>.
/// </summary>
public interface ITeardown
{
    /// <summary>Step 0: what of the manifest exists now and is ours, so that ids are in history before anything is deleted.</summary>
    [Activity("teardown.c04-identities")]
    Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request);

    [Activity("teardown.1-harness-container")]
    Task<StepResult> RemoveHarnessAsync(StepRequest request);

    [Activity("teardown.2-dr-container")]
    Task<StepResult> RemoveDrAsync(StepRequest request);

    [Activity("teardown.3-dr-volumes")]
    Task<StepResult> RemoveVolumesAsync(StepRequest request);

    [Activity("teardown.4-network")]
    Task<StepResult> RemoveNetworkAsync(StepRequest request);

    [Activity("teardown.5-secrets-and-files")]
    Task<StepResult> ShredAsync(StepRequest request);

    /// <summary>Step 6.</summary>
    [Activity("teardown.6-g25-protected")]
    Task<GateResult> CheckProtectedAsync(ProtectedCheck check);

    /// <summary>Step 7.</summary>
    [Activity("teardown.7-g21-production")]
    Task<GateResult> CheckProductionAsync(ProductionCheck check);

    /// <summary>Writes closed.json beside the run's manifest, once: nothing of the run is open any more.</summary>
    [Activity("teardown.close")]
    Task CloseAsync(ClosedMark mark);
}

public sealed record StepRequest
{
    public required RunRef Run { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Step { get; init; }

    public required IReadOnlyList<StepObject> Objects { get; init; }

    /// <summary>The run's directories; needed by step 5.</summary>
    public RunPaths? Paths { get; init; }

    /// <summary>The harness container of a scenario that has ended, by exact name.</summary>
    public static StepRequest Harness(RunRef run, string name) =>
        new() { Run = run, Step = 1, Objects = [new StepObject { Kind = ObjectKind.Container, Name = name }] };
}

public sealed record StepObject
{
    public required ObjectKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>64 hex digits when recorded; absent when the object was never seen.</summary>
    public string? Id { get; init; }

    /// <summary>True for an anonymous volume of C-04: its 64-hex name is its identity, it carries no nonce.</summary>
    public bool Anonymous { get; init; }
}

public sealed record StepResult
{
    public required int Step { get; init; }

    public required IReadOnlyList<ObjectOutcome> Objects { get; init; }
}

public sealed record ObjectOutcome
{
    public required ObjectKind Kind { get; init; }

    public required string Name { get; init; }

    public string? Id { get; init; }

    public required OutcomeState State { get; init; }

    /// <summary>Why, for <see cref="OutcomeState.NotOurs"/> and <see cref="OutcomeState.Failed"/>; names the foreign party where there is one.</summary>
    public string? Reason { get; init; }

    /// <summary>The one command that would remove it, for <see cref="OutcomeState.Failed"/>.</summary>
    public string? Remedy { get; init; }
}

public enum OutcomeState
{
    Removed,
    AlreadyAbsent,
    NotOurs,
    Failed,
}

public sealed record ProductionCheck
{
    public required RunRef Run { get; init; }

    public required ProductionSource Production { get; init; }

    public required ProductionCapture Captured { get; init; }
}
