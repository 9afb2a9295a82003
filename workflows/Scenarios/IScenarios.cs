using DotIuCutter.Temporal.Workflows.Contract.Gates;
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
    /// While the code of a scenario runs: drops the clone before it, and makes the next one. Where the DR has no room for one more, it makes none.
    /// </summary>
    [Activity("scenario.next-database")]
    Task<NextDatabase> MakeNextDatabaseAsync(NextDatabaseRequest request);

    /// <summary>
    /// Lets nobody into the restored database from now on. Takes the clone that was made ahead or clones that database (fresh), or takes the previous one (continue), and
    /// sets the marks effects are measured from: a logical slot, a catalog fingerprint, the sequences. Says on which server it did so, for G-14; on a wrong one it does nothing.
    /// </summary>
    [Activity("scenario.prepare")]
    Task<PreparedScenario> PrepareAsync(PrepareRequest request);

    /// <summary>Runs the code once: a second attempt adopts the harness container of the first and takes its exit code.</summary>
    [Activity("scenario.run")]
    Task<ScenarioRun> RunAsync(RunRequest request);

    /// <summary>Removes the harness container by its captured id, when it is ours, where the code is to be run again: else <see cref="RecordAsync"/> does.</summary>
    [Activity("scenario.remove-harness")]
    Task<StepResult> RemoveHarnessAsync(StepRequest request);

    /// <summary>
    /// Removes the harness container by its captured id, when it is ours, and measures once what the scenario left, for G-15 to G-20: waits until nothing of it works in the
    /// DR, counts the committed effects, appends its part of the SQL trace to the evidence, looks for sessions on production, drops the slot. A second attempt answers
    /// what the first one measured.
    /// </summary>
    [Activity("scenario.record")]
    Task<ScenarioRecord> RecordAsync(RecordRequest request);

    /// <summary>G-19, in a run of an earlier version; else the run judges what <see cref="RecordAsync"/> found.</summary>
    [Activity("scenario.g19-production-sessions")]
    Task<GateResult> CheckProductionSessionsAsync(ProductionRequest request);
}

public sealed record PrepareRequest
{
    /// <summary>The server, with the restored database.</summary>
    public required DrTarget Source { get; init; }

    public required string ScenarioId { get; init; }

    /// <summary>Exact name of the database to make (fresh) or to go on with (continue).</summary>
    public required string Database { get; init; }

    public required ScenarioStart Start { get; init; }

    /// <summary>Of the clone that was made ahead (<see cref="NextDatabase.Version"/>); absent when there is none. One that is not as it was made is made again.</summary>
    public string? Version { get; init; }

    /// <summary>The clone of the scenario before, dropped first where this one makes its own; absent when there is none.</summary>
    public string? Drop { get; init; }
}

public sealed record PreparedScenario
{
    /// <summary>System identifier of the server, read on the session that set the marks; decimal, as text.</summary>
    public required string SystemIdentifier { get; init; }

    /// <summary>The nonce planted in the database, read on the same session; absent when there is none.</summary>
    public string? Nonce { get; init; }

    /// <summary>Absent when the server is not the run's DR: nothing was touched there.</summary>
    public EffectMarks? Marks { get; init; }
}

/// <summary>What a scenario's effects are measured from.</summary>
public sealed record EffectMarks
{
    /// <summary>Name of the logical slot the committed changes are read from.</summary>
    public required string Slot { get; init; }

    /// <summary>SHA-256 over the catalog before the scenario.</summary>
    public required string CatalogSha256 { get; init; }

    /// <summary>SHA-256 over all sequences' values before the scenario.</summary>
    public required string SequencesSha256 { get; init; }
}

public sealed record RunRequest
{
    public required DrTarget Target { get; init; }

    public required ScenarioCode Scenario { get; init; }

    public required Code Code { get; init; }

    /// <summary>Present for harness scenarios.</summary>
    public Harness? Harness { get; init; }

    public string? HarnessImageId { get; init; }

    public required string HarnessName { get; init; }

    public required string NetworkId { get; init; }
}

/// <summary>What is run, and nothing of what is expected of it.</summary>
public sealed record ScenarioCode
{
    public required string Id { get; init; }

    public required int TimeoutSeconds { get; init; }

    /// <summary>Present for a command in the harness container.</summary>
    public HarnessCommand? Harness { get; init; }

    /// <summary>Present for statements run by the worker.</summary>
    public SqlStatements? Sql { get; init; }

    public static ScenarioCode From(Scenario scenario) =>
        new() { Id = scenario.Id, TimeoutSeconds = scenario.TimeoutSeconds, Harness = scenario.Harness, Sql = scenario.Sql };
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

    /// <summary>
    /// The engine or the worker was away while the harness ran. Docker's DNS and the container's output go through the daemon, so a failure may be theirs.
    /// </summary>
    public bool Interrupted { get; init; }

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

public sealed record RecordRequest
{
    public required DrTarget Target { get; init; }

    public required string ScenarioId { get; init; }

    public required EffectMarks Marks { get; init; }

    /// <summary>Exact name of the harness container, which must be gone.</summary>
    public required string HarnessName { get; init; }

    /// <summary>Where to look for sessions; absent in a run of an earlier version.</summary>
    public ProductionSource? Production { get; init; }
}

/// <summary>What a scenario left, measured once after its code had ended.</summary>
public sealed record ScenarioRecord
{
    /// <summary>Containers, sessions, transactions and locks that stayed, at most 20, in words; empty is what G-20 wants.</summary>
    public required IReadOnlyList<string> Left { get; init; }

    /// <summary>The error codes in the SQL trace, sorted, each once.</summary>
    public required IReadOnlyList<string> SqlStates { get; init; }

    /// <summary>At most 10 statements that an append-only writer must not even try.</summary>
    public required IReadOnlyList<AttemptedStatement> Attempts { get; init; }

    public required ScenarioEffects Effects { get; init; }

    /// <summary>Absent where nobody asked for it (<see cref="RecordRequest.Production"/>).</summary>
    public ProductionSessions? Production { get; init; }
}

public sealed record AttemptedStatement
{
    /// <summary><c>DELETE</c>, <c>TRUNCATE</c> or <c>DDL</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>Process id of the server's session.</summary>
    public required long Pid { get; init; }

    /// <summary>As the server's log writes it.</summary>
    public required string Time { get; init; }
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

    /// <summary>The partitioned table it belongs to, which is the one people know; absent for any other table.</summary>
    public string? Root { get; init; }

    public long Inserted { get; init; }

    public long Updated { get; init; }

    public long Deleted { get; init; }

    public long Truncated { get; init; }
}
