namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>What the dump costs production at one moment.</summary>
internal sealed record DumpSample
{
    /// <summary>Sessions of the dump.</summary>
    public required int Sessions { get; init; }

    /// <summary>Age of the snapshot it holds back vacuum with, in transactions.</summary>
    public long? XminAge { get; init; }

    public required int WaitingForLock { get; init; }

    /// <summary>How long its current statement has run.</summary>
    public double? StatementSeconds { get; init; }

    /// <summary>Sessions of others that wait for a lock the dump holds.</summary>
    public int Blocked { get; init; }

    public static string Query(string applicationName) =>
        $"""
        WITH dump AS (
            SELECT * FROM pg_catalog.pg_stat_activity a WHERE a.application_name = {SqlText.Literal(applicationName)} AND a.usename = current_user)
        SELECT pg_catalog.jsonb_build_object(
            'sessions', pg_catalog.count(*),
            'xminAge', pg_catalog.max(pg_catalog.age(d.backend_xmin)),
            'waitingForLock', pg_catalog.count(*) FILTER (WHERE d.wait_event_type = 'Lock'),
            'statementSeconds', pg_catalog.max(EXTRACT(epoch FROM pg_catalog.clock_timestamp() - d.query_start)) FILTER (WHERE d.state = 'active'),
            'blocked', (
                SELECT pg_catalog.count(DISTINCT l.pid) FROM pg_catalog.pg_locks l
                WHERE NOT l.granted AND pg_catalog.pg_blocking_pids(l.pid) && ARRAY(SELECT o.pid FROM dump o)))
        FROM dump d
        """;

    /// <summary>
    /// Ends sessions of this very run that a killed worker left behind: exact name with nonce, own role. It is the only signal production ever gets.
    /// </summary>
    public static string TerminateQuery(string applicationName) =>
        $"""
        SELECT pg_catalog.to_jsonb(pg_catalog.count(pg_catalog.pg_terminate_backend(a.pid)))
        FROM pg_catalog.pg_stat_activity a
        WHERE a.application_name = {SqlText.Literal(applicationName)} AND a.usename = current_user AND a.pid <> pg_catalog.pg_backend_pid()
        """;
}
