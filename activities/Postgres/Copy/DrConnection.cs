using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Npgsql;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>
/// Sessions on the DR by its unix socket in $WD, none of them pooled. Each but an unjudged one is proved to be on the very server G-10 looked at before it is handed out.
/// </summary>
internal static class DrConnection
{
    /// <summary>Own settings of the worker's sessions: not logged, so that the SQL trace holds the code under test and nothing else.</summary>
    private const string Quiet = "-c log_statement=none -c log_min_error_statement=panic";

    /// <summary>For building indexes, all sessions of a restore together.</summary>
    private const int MaintenanceMegabytes = 256;

    /// <summary>For work that must not be inside the run's databases.</summary>
    public static Task<NpgsqlConnection> MaintenanceAsync(DrTarget target, CancellationToken cancel) =>
        OpenAsync(target, Outside(target), ApplicationName.Worker, Quiet, planted: false, cancel);

    /// <summary>The same on a server that is still to be judged, by its <see cref="ReadMarksAsync"/>: what is found there is for a gate to tell.</summary>
    public static Task<NpgsqlConnection> UnverifiedAsync(DrTarget target, CancellationToken cancel) =>
        ConnectAsync(target, Outside(target), ApplicationName.Worker, Quiet, cancel);

    /// <summary>In a database that carries the run's nonce.</summary>
    public static Task<NpgsqlConnection> WorkerAsync(DrTarget target, string database, CancellationToken cancel) =>
        OpenAsync(target, database, ApplicationName.Worker, Quiet, planted: true, cancel);

    /// <summary>One of those that restore a dump together. What it does wrong is not logged either: a row would be in it.</summary>
    public static Task<NpgsqlConnection> RestoreAsync(DrTarget target, int sessions, CancellationToken cancel) => OpenAsync(
        target, target.Database, ApplicationName.Worker, $"{Quiet} -c log_min_messages=panic -c maintenance_work_mem={MaintenanceMegabytes / sessions}MB", planted: true, cancel);

    /// <summary>For the statements of a scenario, which are logged.</summary>
    public static async Task<NpgsqlConnection> ScenarioAsync(DrTarget target, CancellationToken cancel)
    {
        var connection = await OpenAsync(target, target.Database, ApplicationName.Scenario, "", planted: true, cancel);
        await Sql.ExecuteAsync(connection, ServerLog.StatementsMark, cancel);
        return connection;
    }

    /// <summary>The server's identity, and the nonce planted in the target's database; read from outside of it, since it may let nobody in.</summary>
    public static async Task<(string SystemIdentifier, string? Nonce)> ReadMarksAsync(NpgsqlConnection outside, DrTarget target, CancellationToken cancel)
    {
        const string Planted = $"""
            SELECT pg_catalog.split_part(setting, '=', 2)
            FROM pg_catalog.pg_db_role_setting s JOIN pg_catalog.pg_database d ON d.oid = s.setdatabase, pg_catalog.unnest(s.setconfig) setting
            WHERE d.datname = $1 AND s.setrole = 0 AND setting LIKE '{DrDatabase.NonceSetting}=%'
            """;
        var (identifier, _) = await MarksAsync(outside, cancel);
        return (identifier, await Sql.ScalarAsync(outside, Planted, cancel, target.Database));
    }

    /// <summary>A database of the server that is none of the run's.</summary>
    private static string Outside(DrTarget target) => target.Database == "postgres" ? "template1" : "postgres";

    private static async Task<NpgsqlConnection> OpenAsync(
        DrTarget target, string database, string applicationName, string options, bool planted, CancellationToken cancel)
    {
        var connection = await ConnectAsync(target, database, applicationName, options, cancel);
        try
        {
            var (identifier, nonce) = await MarksAsync(connection, cancel);
            if (identifier != target.SystemIdentifier)
            {
                throw Wrong($"system identifier {identifier}, expected {target.SystemIdentifier}");
            }

            if (planted && nonce != target.Dr.Run.Nonce)
            {
                throw Wrong($"nonce '{nonce}' in database '{database}', expected '{target.Dr.Run.Nonce}'");
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        ApplicationFailureException Wrong(string found) => new(
            $"The server at {RunPaths.For(target.WorkDirectory).Socket} has {found}: not this run's DR. Nothing was done there.",
            errorType: FailureTypes.WrongServer,
            nonRetryable: true);
    }

    private static Task<NpgsqlConnection> ConnectAsync(DrTarget target, string database, string applicationName, string options, CancellationToken cancel) =>
        TextConnection.OpenAsync(Settings(target, database, applicationName, options), cancel);

    /// <summary>The server's identity, and the nonce as it was set for this session when it began: unjudged.</summary>
    public static async Task<(string SystemIdentifier, string? Nonce)> MarksAsync(NpgsqlConnection connection, CancellationToken cancel)
    {
        const string Sql = $"SELECT (SELECT system_identifier::text FROM pg_catalog.pg_control_system()), pg_catalog.current_setting('{DrDatabase.NonceSetting}', true)";
        await using var command = new NpgsqlCommand(Sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        await reader.ReadAsync(cancel);
        return (reader.GetString(0), await reader.IsDBNullAsync(1, cancel) ? null : reader.GetString(1));
    }

    private static NpgsqlConnectionStringBuilder Settings(DrTarget target, string database, string applicationName, string options) => new NpgsqlConnectionStringBuilder
    {
        Host = RunPaths.For(target.WorkDirectory).Socket,
        Username = "postgres",
        Database = database,
        ApplicationName = applicationName,
        Options = options,
        Timeout = 15,
        CommandTimeout = 0,
    };
}
