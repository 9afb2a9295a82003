using DotIuCutter.Temporal.Workflows.Manifests;

namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>Sessions on production, as pg_stat_activity lists them (G-19).</summary>
internal sealed record ProductionSessions
{
    /// <summary>This run's, by application name; the asking session is not among them.</summary>
    public required int Ours { get; init; }

    /// <summary>Others of the same role, for information: they are not this run's.</summary>
    public required int OthersOfRole { get; init; }

    public ProductionSessions And(ProductionSessions others) => new() { Ours = Ours + others.Ours, OthersOfRole = OthersOfRole + others.OthersOfRole };

    public static string Query(RunRef run)
    {
        var names = $"({SqlText.Literal(ApplicationName.Reader(run))}, {SqlText.Literal(ApplicationName.Dump(run))})";
        return $"""
            SELECT pg_catalog.jsonb_build_object(
                'ours', pg_catalog.count(*) FILTER (WHERE a.application_name IN {names}),
                'othersOfRole', pg_catalog.count(*) FILTER (WHERE a.application_name NOT IN {names}))
            FROM pg_catalog.pg_stat_activity a
            WHERE a.pid <> pg_catalog.pg_backend_pid() AND a.usename = current_user
            """;
    }
}
