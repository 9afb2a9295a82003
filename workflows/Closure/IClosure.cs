using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Closure;

/// <summary>The net-zero assertion, rollback-plan.txt section 5, and its evidence. G-25 and G-21 are teardown steps 6 and 7.</summary>
public interface IClosure
{
    [Activity("closure.g22-production-container")]
    Task<GateResult> CheckProductionContainerAsync(ProductionCheck check);

    [Activity("closure.g23-objects-absent")]
    Task<GateResult> CheckObjectsAbsentAsync(StepRequest request);

    [Activity("closure.g24-secrets-shredded")]
    Task<GateResult> CheckSecretsShreddedAsync(PathsCheck check);

    [Activity("closure.g26-code")]
    Task<GateResult> CheckCodeAsync(CodeCheck check);

    [Activity("closure.g27-watched")]
    Task<GateResult> CheckWatchedAsync(WatchedCheck check);

    /// <summary>G-29. Foreign changes are listed, and are green: they are not ours.</summary>
    [Activity("closure.g29-inventory")]
    Task<GateResult> CheckInventoryAsync(InventoryCheck check);

    [Activity("closure.g30-dump")]
    Task<GateResult> CheckDumpAsync(DumpCheck check);

    /// <summary>G-28, over every file of the run's evidence folder.</summary>
    [Activity("closure.g28-no-secret")]
    Task<GateResult> CheckNoSecretAsync(EvidenceCheck check);

    /// <summary>
    /// Writes report.json, report.md, report.html, junit.xml and SHA256SUMS of what the run has drafted, which it is asked for. A report that holds a secret
    /// and whose G-28 is not red is not written: the answer is that red G-28, to be judged and reported in its turn.
    /// </summary>
    [Activity("closure.report")]
    Task<ReportRecord> WriteReportAsync(ReportRequest request);
}

public sealed record PathsCheck
{
    public required RunRef Run { get; init; }

    public required RunPaths Paths { get; init; }
}

public sealed record WatchedCheck
{
    public required IReadOnlyList<string> Prefixes { get; init; }

    public required IReadOnlyList<ContainerCapture> Captured { get; init; }
}

public sealed record InventoryCheck
{
    public required RunRef Run { get; init; }

    /// <summary>Absent where the run is asked for it, which captured it: it is as long as the host has objects.</summary>
    public InventoryCapture? Before { get; init; }
}

public sealed record DumpCheck
{
    public required RunRef Run { get; init; }

    public required RunPaths Paths { get; init; }

    /// <summary>Absent where no dump was ever made.</summary>
    public string? DumpSha256 { get; init; }

    public RetainDump? Retain { get; init; }

    public string? RetainedPath { get; init; }
}

public sealed record EvidenceCheck
{
    public required RunRef Run { get; init; }
}

public sealed record ReportRequest
{
    public required RunRef Run { get; init; }
}

public sealed record ReportRecord
{
    /// <summary>Absolute path of the evidence folder on the worker's host.</summary>
    public required string Directory { get; init; }

    /// <summary>SHA-256 of report.json; absent when nothing was written.</summary>
    public string? Sha256 { get; init; }

    /// <summary>G-28, red: why nothing was written.</summary>
    public GateResult? Finding { get; init; }

    /// <summary>What was written, for the worker that wrote it: no history holds it. Absent when nothing was written.</summary>
    [JsonIgnore]
    public Report? Written { get; init; }
}
