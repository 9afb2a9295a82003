using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>Captures and gates before anything exists. None of them changes anything.</summary>
public interface IPreflight
{
    /// <summary>G-01. A red gate carries every problem of the plan. Asked with neither name nor document, it asks the run for the document it was started with.</summary>
    [Activity("preflight.g01-plan")]
    Task<PlanVerdict> CheckPlanAsync(StartInput request);

    /// <summary>
    /// One of the places of this host, for as long as the run is not closed; the first thing asked for, so that no capture grows old in the queue.
    /// Fails with <see cref="FailureTypes.AwaitingTurn"/> while there is none.
    /// </summary>
    [Activity("preflight.turn")]
    Task<SlotGrant> TakeTurnAsync(SlotRequest request);

    /// <summary>G-02.</summary>
    [Activity("preflight.g02-engine")]
    Task<EngineVerdict> CheckEngineAsync(EngineRequest request);

    /// <summary>C-01. A container that does not exist is absent from the answer.</summary>
    [Activity("preflight.c01-protected")]
    Task<ContainersCaptured> CaptureProtectedAsync(ProtectedRequest request);

    /// <summary>G-03, in a run of an earlier version; else the run judges what C-01 found, <see cref="G03Protected"/>.</summary>
    [Activity("preflight.g03-protected")]
    Task<GateResult> CheckProtectedAsync(ProtectedCheck check);

    [Activity("preflight.c02-code")]
    Task<CodeCapture> CaptureCodeAsync(CodeRequest request);

    [Activity("preflight.g06-code")]
    Task<GateResult> CheckCodeAsync(CodeCheck check);

    /// <summary>
    /// G-07, of production and of where the copy comes from: its standby, or a retained dump. Red where a container or the dump is missing, or not what the
    /// plan says; a server that does not answer is retried.
    /// </summary>
    [Activity("preflight.g07-production")]
    Task<GateResult> CheckProductionAsync(ProductionRequest request);

    [Activity("preflight.c03-production")]
    Task<ProductionCapture> CaptureProductionAsync(ProductionRequest request);

    [Activity("preflight.g08-production-role")]
    Task<GateResult> CheckProductionRoleAsync(ProductionRequest request);

    [Activity("preflight.g09-images")]
    Task<ImagesVerdict> CheckImagesAsync(ImagesRequest request);

    [Activity("preflight.c06-watched")]
    Task<ContainersCaptured> CaptureWatchedAsync(WatchedRequest request);

    /// <summary>G-04: nothing has one of the names, and no open run's manifest has one of them or of the directories.</summary>
    [Activity("preflight.g04-names-free")]
    Task<GateResult> CheckNamesFreeAsync(NamesRequest request);

    [Activity("preflight.g05-work-directory")]
    Task<GateResult> CheckWorkDirectoryAsync(WorkDirectoryCheck check);

    [Activity("preflight.c05-inventory")]
    Task<InventoryCapture> CaptureInventoryAsync(InventoryRequest request);
}

/// <summary>The start input: exactly one of a plan's name and a plan document.</summary>
public sealed record StartInput
{
    /// <summary>A file of the worker's plan directory, by name without <c>.json</c>.</summary>
    public string? Plan { get; init; }

    public JsonElement? PlanDocument { get; init; }

    /// <summary>64 hex digits: only a plan with this digest is run.</summary>
    public string? PlanSha256 { get; init; }

    /// <summary>Absent where the run stops nowhere. No part of the plan, and of no account to its digest.</summary>
    public HoldRequest? Hold { get; init; }
}

public sealed record PlanVerdict
{
    public required GateResult Gate { get; init; }

    /// <summary>Present when the gate is green and the run does not have the document: it was started with the plan's name.</summary>
    public Plan? Plan { get; init; }

    /// <summary>Digest of the plan as <see cref="PlanDigest"/> makes it; present when the gate is green.</summary>
    public string? Sha256 { get; init; }
}

public sealed record EngineRequest
{
    /// <summary>Lowest API version the product works with.</summary>
    public string MinimumApiVersion { get; init; } = "1.41";
}

public sealed record EngineVerdict
{
    public required GateResult Gate { get; init; }

    public required EngineCapture Engine { get; init; }
}

public sealed record ProtectedRequest
{
    public required IReadOnlyList<string> Names { get; init; }
}

public sealed record ContainersCaptured
{
    /// <summary>Sorted by name.</summary>
    public required IReadOnlyList<ContainerCapture> Containers { get; init; }
}

/// <summary>Names that must exist and be as captured (G-03, G-25).</summary>
public sealed record ProtectedCheck
{
    public required IReadOnlyList<string> Names { get; init; }

    public required IReadOnlyList<ContainerCapture> Captured { get; init; }
}

public sealed record CodeRequest
{
    public required Code Code { get; init; }
}

/// <summary>The code must be the accepted commit and as captured (G-06, G-26).</summary>
public sealed record CodeCheck
{
    public required Code Code { get; init; }

    public required CodeCapture Captured { get; init; }
}

public sealed record ProductionRequest
{
    public required RunRef Run { get; init; }

    public required ProductionSource Production { get; init; }

    /// <summary>For G-07, which looks whether that dump is there; absent where production is dumped.</summary>
    public ReuseDump? Reuse { get; init; }
}

public sealed record ImagesRequest
{
    public required string DrImage { get; init; }

    public bool PullDr { get; init; }

    public string? HarnessImage { get; init; }

    public bool PullHarness { get; init; }
}

public sealed record ImagesVerdict
{
    public required GateResult Gate { get; init; }

    /// <summary><c>sha256:…</c>; absent when the image is.</summary>
    public string? DrImageId { get; init; }

    /// <summary><c>sha256:…</c>; absent when the image is, or the plan has no harness.</summary>
    public string? HarnessImageId { get; init; }
}

public sealed record WatchedRequest
{
    public required IReadOnlyList<string> Prefixes { get; init; }
}

public sealed record NamesRequest
{
    public required RunRef Run { get; init; }

    public required Objects Objects { get; init; }

    /// <summary>For G-04, which asks other runs' manifests for these directories too; absent where only Docker is asked.</summary>
    public WorkDirectory? WorkDirectory { get; init; }
}

public sealed record WorkDirectoryCheck
{
    public required RunRef Run { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>The code tree, which $WD must not be in.</summary>
    public required string Repository { get; init; }

    public required IReadOnlyList<string> ForbiddenPaths { get; init; }

    /// <summary>Production's size: the space the dump may need.</summary>
    public required long ProductionBytes { get; init; }

    /// <summary>The plan's: memory in place of a disk for the DR's data; 0 for a disk.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public int DataInMemoryMegabytes { get; init; }
}

public sealed record InventoryRequest
{
    public required RunRef Run { get; init; }
}
