using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Scenarios.Measurement;

/// <summary>What still works for a scenario after its code has ended, in words; a server needs a moment to end a session whose client has gone.</summary>
internal sealed class Leftovers(DrServer dr, NpgsqlConnection connection)
{
    /// <summary>Sessions, transactions and locks in the scenario's database, but for the worker's own by the socket in $WD.</summary>
    private const string Query =
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

    private const int Most = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<string>> AwaitNoneAsync(MeasureRequest request, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var left = await ReadAsync(request, cancel);
            if (left.Count == 0 || clock.Elapsed >= Patience)
            {
                return [.. left.Take(Most)];
            }

            await Task.Delay(200, cancel);
        }
    }

    private async Task<IReadOnlyList<string>> ReadAsync(MeasureRequest request, CancellationToken cancel)
    {
        var container = await dr.FindAsync(request.HarnessName, cancel);
        var left = await PostgresFailure.TranslateAsync($"Looking for sessions in '{request.Target.Database}'", () => Sql.ColumnAsync(connection, Query, cancel));
        return container is null ? left : [$"container '{container.Name}' {container.Id} is {container.State}", .. left];
    }
}
