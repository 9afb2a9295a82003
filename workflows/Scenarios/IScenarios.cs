using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
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
    /// Lets no session into the restored database from now on. Takes the clone that was made ahead or clones that database (fresh), or takes the previous
    /// one (continue), and sets the marks effects are measured from: a logical slot, a catalog fingerprint, the sequences. Judges G-14 by the session that
    /// did so; on a wrong server it does nothing.
    /// </summary>
    [Activity("scenario.prepare")]
    Task<GateAnswer> PrepareAsync(PrepareRequest request);

    /// <summary>Runs the code once: a second attempt adopts the harness container of the first and takes its exit code.</summary>
    [Activity("scenario.run")]
    Task<ScenarioRun> RunAsync(ScenarioRequest request);

    /// <summary>Removes the harness container by its captured id, when it is the run's, where the code is to be run again: else <see cref="RecordAsync"/> does.</summary>
    [Activity("scenario.remove-harness")]
    Task RemoveHarnessAsync(RunInput run);

    /// <summary>
    /// Removes the harness container by its captured id, when it is the run's, and measures once what the scenario left: waits until nothing of it works in
    /// the DR, counts the committed effects, appends its part of the SQL trace to the evidence, looks for sessions on production, drops the slot. Judges
    /// G-15 to G-20 by what it measured. A second attempt judges what the first one measured.
    /// </summary>
    [Activity("scenario.record")]
    Task<ScenarioAnswer> RecordAsync(RecordRequest request);
}
