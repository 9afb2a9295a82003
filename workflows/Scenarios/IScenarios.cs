using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>One scenario: a database of its own, the code under test once, and what it did, proved at the commit level.</summary>
public interface IScenarios
{
    /// <summary>
    /// Clones the restored database (fresh) or takes the previous one (continue), and sets the marks effects are measured from:
    /// a logical slot, a catalog fingerprint, the sequences.
    /// </summary>
    [Activity("scenario.prepare")]
    Task<PreparedScenario> PrepareAsync(PrepareRequest request);

    [Activity("scenario.g14-target")]
    Task<GateResult> CheckTargetAsync(TargetCheck check);

    /// <summary>Runs the code once: a second attempt adopts the harness container of the first and takes its exit code.</summary>
    [Activity("scenario.run")]
    Task<ScenarioRun> RunAsync(RunRequest request);

    /// <summary>Removes the harness container by its captured id, when it is ours.</summary>
    [Activity("scenario.remove-harness")]
    Task<StepResult> RemoveHarnessAsync(StepRequest request);

    [Activity("scenario.g20-harness-gone")]
    Task<GateResult> CheckHarnessGoneAsync(TargetCheck check);

    [Activity("scenario.g15-outcome")]
    Task<GateResult> CheckOutcomeAsync(OutcomeCheck check);

    [Activity("scenario.g16-rolled-back")]
    Task<GateResult> CheckRolledBackAsync(EffectCheck check);

    [Activity("scenario.g17-append-only")]
    Task<GateResult> CheckAppendOnlyAsync(EffectCheck check);

    [Activity("scenario.g18-declared-rows")]
    Task<GateResult> CheckDeclaredRowsAsync(EffectCheck check);

    [Activity("scenario.g19-production-sessions")]
    Task<GateResult> CheckProductionSessionsAsync(ProductionRequest request);

    /// <summary>Counts the effects for the report, appends the scenario's part of the SQL trace and its redacted log to the evidence, drops the slot.</summary>
    [Activity("scenario.record")]
    Task<ScenarioEffects> RecordAsync(EffectCheck check);
}

public sealed record PrepareRequest
{
    /// <summary>The server, with the restored database.</summary>
    public required DrTarget Source { get; init; }

    public required string ScenarioId { get; init; }

    /// <summary>Exact name of the database to make (fresh) or to go on with (continue).</summary>
    public required string Database { get; init; }

    public required ScenarioStart Start { get; init; }

    /// <summary>The clone of the scenario before, dropped first when this one starts fresh; absent when there is none.</summary>
    public string? Drop { get; init; }
}

public sealed record PreparedScenario
{
    public required string ScenarioId { get; init; }

    public required string Database { get; init; }

    /// <summary>Name of the logical slot the effects are read from.</summary>
    public required string Slot { get; init; }

    /// <summary>SHA-256 over the catalog before the scenario.</summary>
    public required string CatalogSha256 { get; init; }

    /// <summary>SHA-256 over all sequences' values before the scenario.</summary>
    public required string SequencesSha256 { get; init; }
}

public sealed record TargetCheck
{
    public required DrTarget Target { get; init; }

    public required string ScenarioId { get; init; }

    /// <summary>Exact name of the harness container.</summary>
    public required string HarnessName { get; init; }
}

public sealed record RunRequest
{
    public required DrTarget Target { get; init; }

    public required Scenario Scenario { get; init; }

    public required Code Code { get; init; }

    /// <summary>Present for harness scenarios.</summary>
    public Harness? Harness { get; init; }

    public string? HarnessImageId { get; init; }

    public required string HarnessName { get; init; }

    public required string NetworkId { get; init; }
}

public sealed record ScenarioRun
{
    public required ScenarioEnd End { get; init; }

    /// <summary>The command's exit code (harness, finished).</summary>
    public int? ExitCode { get; init; }

    /// <summary>First column of the last statement's first row (sql, finished).</summary>
    public string? Result { get; init; }

    /// <summary>SQLSTATE the statements ended with (sql); the harness's are read from the server's log by G-15.</summary>
    public string? SqlState { get; init; }

    /// <summary>The harness container, 64 hex digits.</summary>
    public string? HarnessId { get; init; }

    /// <summary>In words, where it did not finish, or a foreign container stood under the harness's name.</summary>
    public string? Reason { get; init; }

    public required double Seconds { get; init; }
}

public enum ScenarioEnd
{
    Finished,
    TimedOut,

    /// <summary>The code may or may not have run; a fresh scenario is run again on a new clone.</summary>
    Unknown,

    /// <summary>It was not started, since something that is not ours stands under the harness's name.</summary>
    Refused,
}

public sealed record OutcomeCheck
{
    public required DrTarget Target { get; init; }

    public required Scenario Scenario { get; init; }

    public required ScenarioRun Run { get; init; }
}

public sealed record EffectCheck
{
    public required DrTarget Target { get; init; }

    public required PreparedScenario Prepared { get; init; }

    public required Expectation Expect { get; init; }
}

public sealed record ScenarioEffects
{
    /// <summary>Committed row changes by table; empty means zero rows.</summary>
    public required IReadOnlyList<TableEffect> Tables { get; init; }

    public required bool CatalogChanged { get; init; }

    /// <summary>Sequences moved: reported apart, since PostgreSQL never rolls them back.</summary>
    public required bool SequencesMoved { get; init; }

    /// <summary>Statements of the code under test in the SQL trace.</summary>
    public required long Statements { get; init; }
}

public sealed record TableEffect
{
    public required string Table { get; init; }

    public long Inserted { get; init; }

    public long Updated { get; init; }

    public long Deleted { get; init; }

    public long Truncated { get; init; }
}
