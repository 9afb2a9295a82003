using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary><see cref="ProductionSessions"/>, as pg_stat_activity lists them.</summary>
internal static class ProductionSessionsQuery
{
    public static string For(RunRef run)
    {
        var names = $"{SqlText.Literal(ApplicationName.Reader(run))}, {SqlText.Literal(ApplicationName.Dump(run))}";
        return $"""
            SELECT pg_catalog.jsonb_build_object(
                'names', pg_catalog.jsonb_build_array({names}),
                'ours', pg_catalog.count(*) FILTER (WHERE a.application_name IN ({names})),
                'othersOfRole', pg_catalog.count(*) FILTER (WHERE a.application_name NOT IN ({names})))
            FROM pg_catalog.pg_stat_activity a
            WHERE a.pid <> pg_catalog.pg_backend_pid() AND a.usename = current_user
            """;
    }
}
