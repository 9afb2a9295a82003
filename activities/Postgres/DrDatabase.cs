using DotIuCutter.Temporal.Workflows.Provision;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>
/// Databases of the DR. The run's nonce is planted as a setting of the database, which changes nothing in the copy itself;
/// a clone does not inherit it.
/// </summary>
internal static class DrDatabase
{
    private const string Exists = "SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1";

    /// <summary>Makes an empty database where there is none.</summary>
    public static async Task EnsureAsync(DrTarget target, CancellationToken cancel)
    {
        await using var connection = await DrConnection.MaintenanceAsync(target, cancel);
        if (await Sql.ScalarAsync(connection, Exists, cancel, target.Database) is null)
        {
            await CreateAsync(connection, target, cancel);
        }

        await PlantAsync(connection, target.Database, target.Dr.Run.Nonce, cancel);
    }

    /// <summary>An empty database whatever was there: a restore that broke off starts anew.</summary>
    public static async Task RenewAsync(DrTarget target, CancellationToken cancel)
    {
        await using var connection = await DrConnection.MaintenanceAsync(target, cancel);
        await DropAsync(connection, target.Database, cancel);
        await CreateAsync(connection, target, cancel);
        await PlantAsync(connection, target.Database, target.Dr.Run.Nonce, cancel);
    }

    /// <summary>
    /// A clone of the restored database under a name of its own, replacing one of that name; <paramref name="previous"/>, the clone of the
    /// scenario before, makes room for it.
    /// </summary>
    public static async Task CloneAsync(DrTarget source, string clone, string? previous, CancellationToken cancel)
    {
        if (clone == source.Database)
        {
            throw PostgresFailure.New(PostgresFailure.Refused, $"Database '{clone}' cannot be the clone of itself; a fresh scenario needs a name of its own.", retry: false);
        }

        await using var connection = await DrConnection.MaintenanceAsync(source, cancel);
        foreach (var gone in new[] { clone, previous }.OfType<string>().Where(d => d != source.Database))
        {
            await DropAsync(connection, gone, cancel);
        }

        await EndSessionsAsync(connection, source.Database, cancel);
        await Sql.ExecuteAsync(
            connection, $"CREATE DATABASE {SqlText.Identifier(clone)} TEMPLATE {SqlText.Identifier(source.Database)} STRATEGY file_copy", cancel);
        await PlantAsync(connection, clone, source.Dr.Run.Nonce, cancel);
    }

    public static Task EndSessionsAsync(NpgsqlConnection connection, string database, CancellationToken cancel) => Sql.ExecuteAsync(
        connection,
        "SELECT pg_catalog.pg_terminate_backend(pid, 5000) FROM pg_catalog.pg_stat_activity WHERE datname = $1 AND pid <> pg_catalog.pg_backend_pid()",
        cancel,
        database);

    private static Task CreateAsync(NpgsqlConnection connection, DrTarget target, CancellationToken cancel) =>
        Sql.ExecuteAsync(connection, $"CREATE DATABASE {SqlText.Identifier(target.Database)} TEMPLATE template0 ENCODING 'UTF8'", cancel);

    private static Task PlantAsync(NpgsqlConnection connection, string database, string nonce, CancellationToken cancel) =>
        Sql.ExecuteAsync(connection, $"ALTER DATABASE {SqlText.Identifier(database)} SET dryrun.nonce = {SqlText.Literal(nonce)}", cancel);

    private static async Task DropAsync(NpgsqlConnection connection, string database, CancellationToken cancel)
    {
        await EndSessionsAsync(connection, database, cancel);
        await Sql.ExecuteAsync(
            connection, "SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots WHERE database = $1 AND NOT active", cancel, database);
        await Sql.ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {SqlText.Identifier(database)} WITH (FORCE)", cancel);
    }
}
