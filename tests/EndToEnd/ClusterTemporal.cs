using System.Diagnostics;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>
/// A production-shaped Temporal, temporal-server on a PostgreSQL of its own, both to be killed; its persistence can be told to fail at a rate.
/// </summary>
internal sealed class ClusterTemporal : OwnTemporal
{
    /// <summary>So that its pages hold what was written, and can be searched.</summary>
    private const string Uncompressed = """
        do $$
        declare c record;
        begin
          for c in select table_name as t, column_name as n from information_schema.columns where table_schema = 'public' and data_type = 'bytea' loop
            execute format('alter table %I alter column %I set storage external', c.t, c.n);
          end loop;
        end $$
        """;

    private static readonly (string Name, string Schema)[] Databases = [("temporal", "temporal"), ("temporal_visibility", "visibility")];

    private readonly string folder;
    private readonly string database;
    private readonly ClusterSettings settings;

    private ClusterTemporal(string folder, string database, ClusterSettings settings, TemporalPrograms programs)
        : base(settings.Frontend, programs) => (this.folder, this.database, this.settings) = (folder, database, settings);

    /// <param name="container">The full id of the container of its PostgreSQL, which <paramref name="settings"/> name the port of.</param>
    /// <param name="folder">For the settings; made.</param>
    /// <param name="settings">Ports, and the rate at which calls to the database fail.</param>
    /// <param name="programs">Of the version that it begins on; the current one unless another is named.</param>
    public static async Task<ClusterTemporal> StartAsync(string container, string folder, ClusterSettings settings, TemporalPrograms? programs = null)
    {
        await settings.WriteAsync(folder);
        var server = new ClusterTemporal(folder, container, settings, programs ?? TemporalPrograms.Current);
        await server.MakeSchemaAsync();
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>The PostgreSQL of one, on the settings' port; answers its container's full id, which is the caller's to remove.</summary>
    public static Task<string> StartDatabaseAsync(string name, ClusterSettings settings) => Shell.RunAsync(
        "docker", "run", "--detach", "--name", name, "--publish", $"127.0.0.1:{settings.Database}:5432", "--env", $"POSTGRES_USER={ClusterSettings.User}",
        "--env", $"POSTGRES_PASSWORD={ClusterSettings.Password}", "postgres:17", "-c", "fsync=off");

    /// <summary>The pages of all its databases, and its write-ahead log.</summary>
    public override async Task<IReadOnlyList<(string Name, byte[] Bytes)>> PagesAsync()
    {
        await Shell.RunAsync("docker", "exec", database, "psql", "-X", "-q", "-U", ClusterSettings.User, "-c", "checkpoint");
        var pages = new List<(string Name, byte[] Bytes)>();
        foreach (var part in new[] { "base", "pg_wal" })
        {
            await Shell.RunAsync("docker", "cp", $"{database}:/var/lib/postgresql/data/{part}", $"{folder}/{part}");
            var files = Directory.EnumerateFiles($"{folder}/{part}", "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
            pages.Add(($"PostgreSQL's {part}", [.. files.SelectMany(File.ReadAllBytes)]));
        }

        return pages;
    }

    /// <summary>How many calls to its database failed, by its own metrics.</summary>
    public async Task<double> FailedCallsAsync()
    {
        using var http = new HttpClient();
        var lines = (await http.GetStringAsync(new Uri($"http://127.0.0.1:{settings.Metrics}/metrics"))).Split('\n');
        return lines.Where(l => l.StartsWith("persistence_error_with_type{", StringComparison.Ordinal)).Sum(l => double.Parse(l.Split(' ')[^1], CultureInfo.InvariantCulture));
    }

    /// <summary>SIGKILL to every process of its PostgreSQL.</summary>
    public Task KillDatabaseAsync() => Shell.RunAsync("docker", "kill", database);

    public Task StartDatabaseAgainAsync() => Shell.RunAsync("docker", "start", database);

    /// <summary>Brings the schema of both databases to what <see cref="OwnTemporal.Programs"/> need. The server is stopped meanwhile.</summary>
    public async Task UpdateSchemaAsync()
    {
        foreach (var (name, schema) in Databases)
        {
            await SqlToolAsync(name, "update-schema", "--schema-name", $"postgresql/v12/{schema}");
        }
    }

    /// <summary>What a server says that does not start on the schema that is there.</summary>
    public async Task<string> RefusalAsync()
    {
        using var refused = Launch();
        var said = await Task.WhenAll(refused.StandardOutput.ReadToEndAsync(), refused.StandardError.ReadToEndAsync());
        await refused.WaitForExitAsync();
        Assert.NotEqual(0, refused.ExitCode);
        return string.Concat(said);
    }

    protected override Process Launch() =>
        Shell.Start(Programs.Server, ["--root", folder, "--config", ".", "--env", "cluster", "--allow-no-auth", "start"], null);

    /// <summary>A cluster begins without any namespace, and takes a while to know a new one.</summary>
    protected override async Task<bool> AnswersAsync()
    {
        var once = new RpcOptions { Retry = false, Timeout = TimeSpan.FromSeconds(2) };
        try
        {
            await Client.WorkflowService.RegisterNamespaceAsync(
                new() { Namespace = "default", WorkflowExecutionRetentionPeriod = Duration.FromTimeSpan(TimeSpan.FromDays(3)) }, once);
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.AlreadyExists)
        {
            // As it must be from the second time on.
        }
        catch (Exception fault) when (fault is RpcException or InvalidOperationException)
        {
            return false;
        }

        try
        {
            await Client.CountWorkflowsAsync("", new WorkflowCountOptions { Rpc = once });
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    private async Task MakeSchemaAsync()
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await Shell.TryAsync("docker", "exec", database, "pg_isready", "--quiet", "--host", "127.0.0.1")).Code != 0)
        {
            await poll.WaitForNextTickAsync();
        }

        foreach (var (name, _) in Databases)
        {
            if (name != ClusterSettings.User)
            {
                await SqlToolAsync(name, "create-database");
            }

            await SqlToolAsync(name, "setup-schema", "-v", "0.0");
        }

        await UpdateSchemaAsync();
        foreach (var (name, _) in Databases)
        {
            await Shell.RunAsync("docker", "exec", database, "psql", "-X", "-q", "-U", ClusterSettings.User, "-d", name, "-c", Uncompressed);
        }
    }

    private Task<string> SqlToolAsync(string name, params string[] command) => Shell.RunAsync(
        Programs.SqlTool,
        [
            "--plugin", "postgres12", "--ep", "127.0.0.1", "-p", $"{settings.Database}", "-u", ClusterSettings.User, "--pw", ClusterSettings.Password, "--db", name, .. command,
        ]);
}
