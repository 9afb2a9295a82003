using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Activities.Postgres.Traces;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    public async Task<GateResult> CheckAppendOnlyAsync(EffectCheck check)
    {
        const string Gate = "G-17";
        const string Expected = "no DELETE, TRUNCATE or DDL committed, and none attempted";
        var effects = await CommittedEffects.ReadAsync(check, ActivityContext.Cancel);
        var trace = await TraceAsync(check);
        var attempts = trace.Where(line => line.Statement is not null)
            .SelectMany(line => Statements.Attempts(line.Statement ?? "").Select(attempt => (line.Pid, line.Time, Attempt: attempt)))
            .Distinct()
            .ToArray();
        string[] offences =
        [
            .. effects.Tables.Where(table => table.Deleted + table.Truncated > 0).Select(CommittedEffects.Words),
            .. effects.CatalogChanged ? (string[])["catalog, large objects or unlogged tables changed"] : [],
            .. attempts.Take(10).Select(tried => $"{Word(tried.Attempt)} attempted by process {tried.Pid} at {tried.Time}"),
        ];
        var subject = $"scenario '{check.Prepared.ScenarioId}' in database '{check.Prepared.Database}'";
        return (offences.Length == 0
            ? GateResult.Green(Gate, subject, Expected, $"none, in {trace.Count(line => line.IsStatement)} statements")
            : GateResult.Red(Gate, subject, Expected, string.Join("; ", offences), "Look for the statement in sql-trace.ndjson of the evidence folder; the code under test must only insert.")) with
        { Scenario = check.Prepared.ScenarioId };
    }

    private static Task<IReadOnlyList<TraceLine>> TraceAsync(EffectCheck check) => PostgresFailure.InWordsAsync(
        $"Reading the SQL trace of scenario '{check.Prepared.ScenarioId}'",
        () => SqlTrace.ReadAsync(check.Target, check.Prepared.Database, check.Prepared.Slot, ActivityContext.Cancel));

    private static string Word(Attempt attempt) => attempt switch
    {
        Attempt.Delete => "DELETE",
        Attempt.Truncate => "TRUNCATE",
        _ => "DDL",
    };
}
