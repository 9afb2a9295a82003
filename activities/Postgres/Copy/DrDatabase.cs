using System.Globalization;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>
/// Databases of the DR. The run's nonce is planted as a setting of the database, which changes nothing in the copy itself;
/// a clone does not inherit it.
/// </summary>
internal static class DrDatabase
{
    /// <summary>Where the nonce is planted.</summary>
    public const string NonceSetting = "dryrun.nonce";

    /// <summary>Of its row in the cluster's list: to let a session in, somebody must write another version of the row. Only vacuum changes one in place.</summary>
    private const string Version = "SELECT pg_catalog.format('%s %s %s', oid, ctid, xmin) FROM pg_catalog.pg_database WHERE datname = $1";

    /// <summary>An empty database whatever was there: a restore that broke off starts anew.</summary>
    public static async Task RecreateAsync(DrTarget target, CancellationToken cancel)
    {
        await using var connection = await DrConnection.MaintenanceAsync(target, cancel);
        await DropAsync(connection, target.Database, cancel);
        await CreateAsync(connection, target.Database, "TEMPLATE template0 ENCODING 'UTF8'", cancel);
        await SetNonceAsync(connection, target.Database, target.Dr.Run.Nonce, cancel);
    }

    /// <summary>
    /// Lets nobody into the restored database any more, the code under test least of all: what it did there no gate would see, and every later clone would begin with
    /// it.
    /// </summary>
    public static async Task DenyConnectionsAsync(NpgsqlConnection connection, DrTarget source, CancellationToken cancel)
    {
        await Sql.ExecuteAsync(connection, $"ALTER DATABASE {SqlText.Identifier(source.Database)} ALLOW_CONNECTIONS false", cancel);
        await EndSessionsAsync(connection, source.Database, cancel);
    }

    /// <summary>
    /// A clone of the restored database, which is sealed, under a name of its own, replacing one of that name; <paramref name="previous"/>, the clone of the
    /// scenario before, makes room for it.
    /// </summary>
    public static async Task CloneAsync(NpgsqlConnection connection, DrTarget source, string clone, string? previous, CancellationToken cancel)
    {
        if (previous is not null && previous != source.Database)
        {
            await DropCloneAsync(connection, source, previous, cancel);
        }

        await CopyAsync(connection, source, clone, letsIn: true, cancel);
    }

    /// <summary>The same for a scenario that has not begun: it lets nobody in either.</summary>
    /// <returns>What <see cref="AllowConnectionsAsync"/> knows it by.</returns>
    public static async Task<string> CloneAheadAsync(NpgsqlConnection connection, DrTarget source, string clone, CancellationToken cancel)
    {
        await CopyAsync(connection, source, clone, letsIn: false, cancel);
        return await Sql.ScalarAsync(connection, Version, cancel, clone)
            ?? throw PostgresFailure.Create(PostgresFailure.Unavailable, $"Database '{clone}' was cloned and is gone; expected it to stay until its scenario begins. Cloned again.", retry: true);
    }

    /// <summary>Lets sessions into a clone that was made ahead; false, and nothing is done, when it is not as it was made.</summary>
    public static async Task<bool> AllowConnectionsAsync(NpgsqlConnection connection, string clone, string version, CancellationToken cancel)
    {
        if (await Sql.ScalarAsync(connection, Version, cancel, clone) != version)
        {
            return false;
        }

        await Sql.ExecuteAsync(connection, $"ALTER DATABASE {SqlText.Identifier(clone)} ALLOW_CONNECTIONS true", cancel);
        return true;
    }

    public static async Task<long> SizeAsync(NpgsqlConnection connection, string database, CancellationToken cancel) =>
        long.Parse(await Sql.ScalarAsync(connection, "SELECT pg_catalog.pg_database_size($1::name)", cancel, database) ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Drops a clone, never the restored database itself.</summary>
    public static Task DropCloneAsync(NpgsqlConnection connection, DrTarget source, string clone, CancellationToken cancel) => clone == source.Database
        ? throw PostgresFailure.Create(PostgresFailure.Refused, $"Database '{clone}' is the restored one, expected a clone of it; it is not dropped. A fresh scenario needs a name of its own.", retry: false)
        : DropAsync(connection, clone, cancel);

    public static Task EndSessionsAsync(NpgsqlConnection connection, string database, CancellationToken cancel) => Sql.ExecuteAsync(
        connection,
        "SELECT pg_catalog.pg_terminate_backend(pid, 5000) FROM pg_catalog.pg_stat_activity WHERE datname = $1 AND pid <> pg_catalog.pg_backend_pid()",
        cancel,
        database);

    private static async Task CopyAsync(NpgsqlConnection connection, DrTarget source, string clone, bool letsIn, CancellationToken cancel)
    {
        await DropCloneAsync(connection, source, clone, cancel);
        await CreateAsync(connection, clone, $"TEMPLATE {SqlText.Identifier(source.Database)} STRATEGY file_copy ALLOW_CONNECTIONS {(letsIn ? "true" : "false")}", cancel);
        await SetNonceAsync(connection, clone, source.Dr.Run.Nonce, cancel);
    }

    private static async Task CreateAsync(NpgsqlConnection connection, string database, string how, CancellationToken cancel)
    {
        try
        {
            await Sql.ExecuteAsync(connection, $"CREATE DATABASE {SqlText.Identifier(database)} {how}", cancel);
        }
        catch (PostgresException there) when (there.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // The server goes on with the statement of a worker that was killed.
            throw PostgresFailure.Create(PostgresFailure.Unavailable, $"Database '{database}' was made by another attempt at the same time; dropped and made again.", retry: true);
        }
    }

    private static Task SetNonceAsync(NpgsqlConnection connection, string database, string nonce, CancellationToken cancel) =>
        Sql.ExecuteAsync(connection, $"ALTER DATABASE {SqlText.Identifier(database)} SET {NonceSetting} = {SqlText.Literal(nonce)}", cancel);

    private static async Task DropAsync(NpgsqlConnection connection, string database, CancellationToken cancel)
    {
        await EndSessionsAsync(connection, database, cancel);
        await Sql.ExecuteAsync(
            connection, "SELECT pg_catalog.pg_drop_replication_slot(slot_name) FROM pg_catalog.pg_replication_slots WHERE database = $1 AND NOT active", cancel, database);
        await Sql.ExecuteAsync(connection, $"DROP DATABASE IF EXISTS {SqlText.Identifier(database)} WITH (FORCE)", cancel);
    }
}
