using System.Diagnostics;
using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using Npgsql;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>Read path <c>connection</c>: a named secret of this host, and this host's own pg_dump.</summary>
internal sealed class ConnectionPath(Func<string, string?> secret) : IReadPath
{
    private const string DumpProgram = "pg_dump";

    public ProductionRefusal? Missing(ProductionSource production) => OnPath(DumpProgram)
        ? null
        : new ProductionRefusal("The worker's host has no pg_dump on its PATH", "Install PostgreSQL's client programs of production's major version or later.");

    public async Task<IProductionSession> OpenAsync(ProductionSource production, RunRef run, CancellationToken cancel)
    {
        var settings = Settings(production);
        settings.ApplicationName = ApplicationName.Reader(run);
        settings.Options = ReadOnly.Options(production);
        var doing = $"Reading production's database '{production.Database}'";
        var connection = await PostgresFailure.TranslateAsync(doing, () => ConnectAsync(settings, cancel));
        return new ConnectionSession(connection, doing);
    }

    public async Task<string?> DumpAsync(ProductionSource production, RunRef run, WorkDirectory directory, Stream dump, CancellationToken cancel)
    {
        var settings = Settings(production);
        var passwordFile = $"{directory.Secrets}/production.pgpass";
        try
        {
            await AtomicFile.WriteAsync(passwordFile, Encoding.UTF8.GetBytes(Pgpass.Line("*", settings.Password ?? "")), cancel);
            return await RunDumpAsync(production, run, settings, passwordFile, dump, cancel);
        }
        finally
        {
            Shred(passwordFile);
        }
    }

    private static async Task<NpgsqlConnection> ConnectAsync(NpgsqlConnectionStringBuilder settings, CancellationToken cancel)
    {
        try
        {
            return await TextConnection.OpenAsync(settings, cancel);
        }
        catch (PostgresException refused) when (IsLogin(refused.SqlState))
        {
            throw new ProductionRefusal(PostgresFailure.Describe(refused), "Correct production.database and production.role in the plan, or the secret; or let the role log in to the database from this host.");
        }
    }

    private static async Task<string?> RunDumpAsync(
        ProductionSource production, RunRef run, NpgsqlConnectionStringBuilder settings, string passwordFile, Stream dump, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(DumpProgram, ReadOnly.DumpArguments(production)) { RedirectStandardOutput = true, RedirectStandardError = true };
        var environment = start.Environment;
        environment["PGHOST"] = settings.Host;
        environment["PGPORT"] = $"{settings.Port}";
        environment["PGUSER"] = production.Role;
        environment["PGDATABASE"] = production.Database;
        environment["PGPASSFILE"] = passwordFile;
        environment["PGAPPNAME"] = ApplicationName.Dump(run);
        environment["PGOPTIONS"] = ReadOnly.Options(production);
        environment["PGCONNECT_TIMEOUT"] = "10";
        environment["LC_ALL"] = "C";
        environment["PGSSLMODE"] = SslMode(settings.SslMode);
        if (settings.RootCertificate is { } root)
        {
            environment["PGSSLROOTCERT"] = root;
        }

        using var process = Process.Start(start)
            ?? throw new ProductionRefusal("pg_dump could not be started", "Install PostgreSQL's client programs on the worker's host.");
        try
        {
            var complaint = process.StandardError.ReadToEndAsync(cancel);
            await process.StandardOutput.BaseStream.CopyToAsync(dump, 1 << 16, cancel);
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0 ? null : PostgresFailure.ErrorLine(await complaint);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private NpgsqlConnectionStringBuilder Settings(ProductionSource production)
    {
        if (production.Secret is not { } name || secret(name) is not { } text)
        {
            throw new ProductionRefusal("The plan reads production by connection, but its secret is not there", "Name in production.secret a file of the worker's secrets directory.");
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(text.Trim())
            {
                Username = production.Role,
                Database = production.Database,
                PersistSecurityInfo = false,
                Timeout = 10,
                CommandTimeout = production.StatementTimeoutSeconds,
            };
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The library's own message can repeat the value.
            throw new ProductionRefusal($"Secret '{name}' is no connection string", "Write it as Host=…;Port=…;Password=…, with Npgsql's keywords.");
        }
    }

    /// <summary>Invalid authorization, no such database, no CONNECT.</summary>
    private static bool IsLogin(string state) => state.StartsWith("28", StringComparison.Ordinal) || state is "3D000" or "42501";

    private static string SslMode(Npgsql.SslMode mode) => mode switch
    {
        Npgsql.SslMode.VerifyCA => "verify-ca",
        Npgsql.SslMode.VerifyFull => "verify-full",
        Npgsql.SslMode.Disable => "disable",
        Npgsql.SslMode.Allow => "allow",
        Npgsql.SslMode.Require => "require",
        _ => "prefer",
    };

    private static void Shred(string path)
    {
        using var directory = DirectoryHandle.Open(PathRules.ParentOf(path));
        if (directory is not null)
        {
            Shredder.Shred(directory, Path.GetFileName(path));
        }
    }

    private static bool OnPath(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(':', StringSplitOptions.RemoveEmptyEntries)
        .Any(directory => File.Exists(Path.Combine(directory, program)));
}
