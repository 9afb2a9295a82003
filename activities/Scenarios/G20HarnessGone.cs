using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

internal sealed partial class ScenarioActivities
{
    /// <summary>Sessions, transactions and locks in the scenario's database, but for the worker's own by the socket in $WD.</summary>
    private const string Leftovers =
        """
        WITH own AS (
            SELECT a.pid FROM pg_catalog.pg_stat_activity a WHERE a.application_name = 'dryrun-worker' AND a.client_addr IS NULL),
        here AS (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
        SELECT pg_catalog.format('session %s, %s', a.pid, coalesce(a.state, a.backend_type))
        FROM pg_catalog.pg_stat_activity a
        WHERE a.datname = pg_catalog.current_database() AND a.pid NOT IN (SELECT own.pid FROM own)
        UNION ALL
        SELECT pg_catalog.format('prepared transaction %s', p.transaction)
        FROM pg_catalog.pg_prepared_xacts p WHERE p.database = pg_catalog.current_database()
        UNION ALL
        SELECT pg_catalog.format('lock %s of process %s', l.mode, coalesce(l.pid::text, 'none'))
        FROM pg_catalog.pg_locks l
        WHERE l.database = (SELECT here.oid FROM here) AND (l.pid IS NULL OR l.pid NOT IN (SELECT own.pid FROM own))
        """;

    public async Task<GateResult> CheckHarnessGoneAsync(TargetCheck check)
    {
        var clock = Stopwatch.StartNew();
        IReadOnlyList<string> left;
        while ((left = await LeftAsync(check)).Count > 0 && clock.Elapsed < SessionPatience)
        {
            await Task.Delay(200, ActivityContext.Cancel);
        }

        const string Gate = "G-20";
        const string Expected = "no container, no session, no open transaction, no lock";
        var subject = $"harness container '{check.HarnessName}' and database '{check.Target.Database}'";
        return (left.Count == 0
            ? GateResult.Green(Gate, subject, Expected, "none")
            : GateResult.Red(
                Gate, subject, Expected, string.Join("; ", left.Take(20)),
                "Find out what still works in the DR; the DR itself is destroyed by teardown in any case.")) with
        { Scenario = check.ScenarioId };
    }

    private async Task<IReadOnlyList<string>> LeftAsync(TargetCheck check)
    {
        var container = await dr.FindAsync(check.HarnessName, ActivityContext.Cancel);
        var left = await PostgresFailure.InWordsAsync($"Looking for sessions in '{check.Target.Database}'", () => InDatabaseAsync(check.Target));
        return container is null ? left : [$"container '{container.Name}' {container.Id} is {container.State}", .. left];
    }

    private static async Task<IReadOnlyList<string>> InDatabaseAsync(DrTarget target)
    {
        await using var connection = await DrConnection.WorkerAsync(target, target.Database, ActivityContext.Cancel);
        return await Sql.ColumnAsync(connection, Leftovers, ActivityContext.Cancel);
    }
}
