using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Preflight;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Postgres;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using Xunit;

[assembly: AssemblyFixture(typeof(World))]

namespace DotIuCutter.Temporal.Tests.Postgres;

/// <summary>
/// One throw-away production and one DR, made when a test first asks, removed by id at the end. Tests that use the restored database are one collection: to clone
/// it ends every session in it.
/// </summary>
public sealed class World : IAsyncLifetime
{
    private const string Image = "postgres:17";

    private static readonly string[] Server =
    [
        "postgres", "-c", "listen_addresses=*", "-c", "unix_socket_directories=/var/run/postgresql,/sock", "-c", "wal_level=logical",
        "-c", "max_wal_senders=0", "-c", "max_replication_slots=64", "-c", "autovacuum=off", "-c", "fsync=off", "-c", "full_page_writes=off",
        "-c", "synchronous_commit=off", "-c", "max_prepared_transactions=2",
        "-c", "logging_collector=on", "-c", "log_destination=jsonlog", "-c", "log_directory=/log", "-c", "log_filename=postgresql.log",
        "-c", "log_rotation_age=0", "-c", "log_rotation_size=0", "-c", "log_file_mode=0644", "-c", "log_statement=all",
        "-c", "log_parameter_max_length=0", "-c", "log_parameter_max_length_on_error=0", "-c", "log_min_error_statement=error",
    ];

    private readonly SemaphoreSlim _once = new(1);
    private readonly List<string> _containers = [];
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("dryrun-");
    private bool _made;
    private ProductSteps? _steps;

    internal RunRef Run { get; } = new() { WorkflowId = "dryrun-postgres-test", Plan = "postgres-test", Nonce = RunNonce.From(Guid.NewGuid()) };

    internal string ProductionName => $"postgres-test-prod-{RunNonce.Prefix(Run.Nonce)}";

    internal string ProductionId { get; private set; } = "";

    internal string ProductionIdentity { get; private set; } = "";

    internal DrRef Dr { get; private set; } = null!;

    internal string DrIdentity { get; private set; } = "";

    internal DumpRecord Dump { get; private set; } = null!;

    internal HostOptions Host => new() { DockerEndpoint = new Uri("unix:///var/run/docker.sock"), Plans = "/", WorkRoot = _root.FullName, Evidence = $"{_root.FullName}/evidence" };

    internal WorkDirectory Directories => new() { Path = $"{_root.FullName}/wd", Secrets = $"{_root.FullName}/secrets" };

    internal ProductionSource Plan => new() { Container = ProductionName, Database = "directus", Role = ProductionSchema.Role };

    internal ProductionRequest Ask => new() { Run = Run, Production = Plan };

    internal DrTarget Restored => Target("directus");

    internal DrTarget Target(string database) => new() { Dr = Dr, WorkDirectory = Directories, SystemIdentifier = DrIdentity, Database = database };

    internal static ProductionReader Reader => new(() => new DockerCli(), DockerCli.FindAsync, _ => null);

    internal IPreflightSteps Preflight => Steps.Preflight;

    internal IProvisionSteps Provision => Steps.Provision;

    internal IScenarioSteps Scenarios => Steps.Scenarios;

    internal ITeardownSteps Teardown => Steps.Teardown;

    internal ProductSteps Steps => _steps ??= new ProductSteps(Host, Reader, DrOf());

    internal static DrServer DrOf() => new(() => new DockerCli(), DockerCli.FindAsync);

    internal Task<string> OnProductionAsync(string sql, string database = "directus") =>
        DockerCli.SucceedAsync("exec", "--user", "postgres", ProductionId, "psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", database, "-c", sql);

    /// <summary>One statement in a session of this name, whose end it waits for; answers psql's exit code.</summary>
    internal async Task<long> InSessionAsync(string applicationName, string role, string sql, CancellationToken cancel)
    {
        var command = new ExecCommand
        {
            Argv = ["psql", "-X", "-q", "-c", sql],
            User = "postgres",
            Environment = [$"PGAPPNAME={applicationName}", $"PGUSER={role}", "PGDATABASE=directus"],
        };
        return (await new DockerCli().RunAsync(ProductionId, command, cancel)).ExitCode;
    }

    /// <summary>Sent from inside the container by TCP: what a harness would do.</summary>
    internal Task<string> AsHarnessAsync(string database, params string[] statements) => DockerCli.SucceedAsync(
        ["exec", "--env", "PGPASSWORD=throwaway", Dr.ContainerId, "psql", "-X", "-A", "-t", "-q", "-h", "127.0.0.1", "-U", "postgres", "-d", database,
            .. statements.SelectMany(statement => (string[])["-c", statement])]);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Both servers, the dump and the restored database.</summary>
    internal async Task MadeAsync()
    {
        await _once.WaitAsync();
        try
        {
            if (!_made)
            {
                await MakeAsync();
                _made = true;
            }
        }
        finally
        {
            _once.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in _containers)
        {
            await DockerCli.SucceedAsync("rm", "--force", "--volumes", id);
        }

        _steps?.Dispose();
        _root.Delete(recursive: true);
        _once.Dispose();
    }

    private async Task MakeAsync()
    {
        var paths = RunPaths.For(Directories);
        foreach (var open in (string[])[paths.Socket, paths.Log])
        {
            Directory.CreateDirectory(open);
            Allow(open, (UnixFileMode)0b111_111_111);
        }

        await File.WriteAllTextAsync(paths.Dump, "");
        Allow(paths.Dump, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var production = StartAsync(ProductionName, ["-e", "POSTGRES_DB=directus"], ["postgres", "-c", "fsync=off"]);
        var drName = $"postgres-test-dr-{RunNonce.Prefix(Run.Nonce)}";
        var dr = StartAsync(
            drName, ["-v", $"{paths.Socket}:/sock", "-v", $"{paths.Log}:/log", "-v", $"{paths.Dump}:/dr_src.sql:ro", "-e", "PGDATA=/var/lib/postgresql/data"], Server);
        ProductionId = await production;
        Dr = new DrRef { Run = Run, Name = drName, ContainerId = await dr };

        await DockerCli.AcceptsAsync(ProductionId);
        await OnProductionAsync(ProductionSchema.Sql);
        ProductionIdentity = await OnProductionAsync("SELECT system_identifier FROM pg_control_system()");
        DrIdentity = (await Provision.CheckIdentityAsync(new IdentityCheck { Dr = Dr, ProductionSystemIdentifier = ProductionIdentity })).SystemIdentifier;
        Dump = await Provision.DumpAsync(new DumpRequest { Run = Run, Production = Plan, WorkDirectory = Directories });
        await Provision.RestoreAsync(new RestoreOptions { Target = Restored, Dump = Dump });
    }

    private async Task<string> StartAsync(string name, string[] options, string[] command)
    {
        var id = await DockerCli.SucceedAsync(["run", "--detach", "--name", name, "-e", "POSTGRES_PASSWORD=throwaway", .. options, Image, .. command]);
        lock (_containers)
        {
            _containers.Add(id);
        }

        return id;
    }

    private static void Allow(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
