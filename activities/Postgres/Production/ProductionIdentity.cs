namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>What production says of itself.</summary>
internal sealed record ProductionIdentity
{
    public required string SystemIdentifier { get; init; }

    /// <summary>Such as <c>17.12</c>.</summary>
    public required string Version { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>The role the session really has.</summary>
    public required string Role { get; init; }

    public const string Query =
        """
        SELECT pg_catalog.jsonb_build_object(
            'systemIdentifier', (SELECT c.system_identifier::text FROM pg_catalog.pg_control_system() c),
            'version', pg_catalog.split_part(pg_catalog.current_setting('server_version'), ' ', 1),
            'sizeBytes', pg_catalog.pg_database_size(pg_catalog.current_database()),
            'role', current_user::text)
        """;
}
