using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Contract.Reports;

/// <summary>Everything a run found, from which report.json, report.md, report.html and junit.xml are written. Names, ids, counts and hashes only.</summary>
public sealed record Report
{
    /// <summary>Version of this file's shape.</summary>
    public int Version { get; init; } = 1;

    public required ClosureSummary Summary { get; init; }

    public required RunRef Run { get; init; }

    public required string PlanSha256 { get; init; }

    /// <summary>The plan's own sentence for people; absent where it has none.</summary>
    public string? Description { get; init; }

    /// <summary>The code's accepted commit.</summary>
    public required string Commit { get; init; }

    /// <summary>The commit's files as they were given to the harness; absent when the run did not get that far.</summary>
    public CodeExport? Code { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>In the order they were evaluated.</summary>
    public required IReadOnlyList<GateResult> Gates { get; init; }

    /// <summary>One for every scenario of the plan, in its order.</summary>
    public required IReadOnlyList<ScenarioOutcome> Scenarios { get; init; }

    public required Ledger Ledger { get; init; }

    /// <summary>Production before the run; absent when preflight did not get that far.</summary>
    public ProductionCapture? Production { get; init; }

    public string? DrSystemIdentifier { get; init; }

    /// <summary>Id of the image the DR and every SQL scenario ran in, <c>sha256:</c> and 64 hex digits.</summary>
    public string? DrImageId { get; init; }

    /// <summary>Id of the image the code under test ran in; absent for a plan without a harness.</summary>
    public string? HarnessImageId { get; init; }

    public DumpRecord? Dump { get; init; }

    public RestoreRecord? Restore { get; init; }

    public RetainedDump? Retained { get; init; }

    /// <summary>Seconds from the first teardown step to the last.</summary>
    public double? TeardownSeconds { get; init; }

    /// <summary>Where it was held, and so somebody may have had a hand in what came after.</summary>
    public IReadOnlyList<Hold> Holds { get; init; } = [];

    /// <summary>
    /// Every step of the run and of its teardown that has ended, in the order they began. Read from Temporal's history when the report is written.
    /// </summary>
    public IReadOnlyList<TimelineStep> Timeline { get; init; } = [];
}
