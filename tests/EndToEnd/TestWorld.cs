using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

[assembly: AssemblyFixture(typeof(TestWorld))]

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>
/// A small production with a watched service, a protected container and accepted code, all real, made when the first end-to-end test asks
/// and removed by id at the end. Every test has its own work directory, names and worker.
/// </summary>
public sealed class TestWorld : IAsyncDisposable
{
    private readonly SemaphoreSlim once = new(1, 1);
    private readonly List<string> containers = [];
    private string? commit;

    /// <summary>Planted as production's own password; it must turn up nowhere.</summary>
    public static string Canary { get; } = $"canary{Guid.NewGuid():N}";

    public string Prefix { get; } = $"dryrun-e2e-{Guid.NewGuid().ToString("N")[..8]}";

    public string Root => $"/var/tmp/{Prefix}";

    public string Production => $"{Prefix}-prod";

    public string Protected => $"{Prefix}-protected";

    public string Watched => $"{Prefix}-svc-1";

    public string Repository => $"{Root}/code";

    /// <summary>Makes the world once. Without Docker the test is skipped, under CI it fails.</summary>
    public async Task ReadyAsync()
    {
        await once.WaitAsync();
        try
        {
            if (commit is null)
            {
                await RequireImagesAsync("postgres:17", "iu-cutter-harness:0.4");
                commit = await MakeAsync();
            }
        }
        finally
        {
            once.Release();
        }
    }

    /// <summary>A plan over this world whose names begin with <paramref name="name"/>, with harness scenarios by the function they call.</summary>
    internal Plan Plan(string name, params (string Function, Expectation Expect)[] scenarios) => new()
    {
        Name = name,
        Production = new ProductionSource { Container = Production, Database = "app", Role = "reader" },
        Protected = [Protected],
        WatchedPrefixes = [$"{Prefix}-svc-"],
        Code = new Code { Repository = Repository, Commit = commit ?? throw new InvalidOperationException("The world is not ready.") },
        ForbiddenPaths = [$"{Root}/prod/.env"],
        WorkDirectory = new WorkDirectory { Path = $"{Root}/wd/{name}", Secrets = $"/dev/shm/{Prefix}-{name}" },
        Objects = new Objects { Network = $"{Prefix}-{name}-net", Volume = $"{Prefix}-{name}-data", DrContainer = $"{Prefix}-{name}-dr", HarnessContainer = $"{Prefix}-{name}-harness" },
        Dr = new Dr { Image = "postgres:17", Database = "app_dr", MemoryMegabytes = 512 },
        Harness = new Harness { Image = "iu-cutter-harness:0.4", MemoryMegabytes = 128 },
        Scenarios =
        [
            .. scenarios.Select((s, i) => new Scenario
            {
                Id = $"S{i + 1}",
                Title = s.Function,
                TimeoutSeconds = 60,
                Harness = new HarnessCommand { Command = ["python3", "scenario.py", s.Function] },
                Expect = s.Expect,
            }),
        ],
    };

    /// <summary>Exits 0 and commits one row of public.entry.</summary>
    internal static Expectation OneRow { get; } = new() { ExitCode = 0, Effect = Effect.Writes, Rows = [new DeclaredRows { Table = "public.entry", Inserted = 1 }] };

    /// <summary>Exits 0 and leaves nothing.</summary>
    internal static Expectation Nothing { get; } = new() { ExitCode = 0, Effect = Effect.RollsBack };

    /// <summary>What a worker on this world, and a command, is started with.</summary>
    internal Dictionary<string, string> Options(string address) => new()
    {
        // Ten thousand calls, in hex, before code is compiled again: a process that lives for a single run does not win back what that costs, 1.8 of a worker's 6.9 CPU s.
        ["DOTNET_TC_CallCountThreshold"] = "2710",

        ["DRYRUN_DOCKER"] = "unix:///var/run/docker.sock",
        ["DRYRUN_PLANS"] = $"{Root}/plans",
        ["DRYRUN_WORK_ROOT"] = $"{Root}/wd",
        ["DRYRUN_EVIDENCE"] = $"{Root}/evidence",
        ["TEMPORAL_ADDRESS"] = address,
    };

    /// <summary>One statement as production's superuser, its answer trimmed.</summary>
    public Task<string> InProductionAsync(string sql) => SqlAsync(Production, sql);

    /// <summary>A production of a test's own, with the same database; answers its container's name.</summary>
    public async Task<string> ProductionTooAsync(string name)
    {
        var container = $"{Prefix}-prod-{name}";
        await MakeProductionAsync(container);
        return container;
    }

    /// <summary>For a Temporal of a test's own; answers its container's id.</summary>
    internal async Task<string> DatabaseOfTemporalAsync(ClusterSettings settings)
    {
        containers.Add(await ClusterTemporal.StartDatabaseAsync($"{Prefix}-temporal", settings));
        return containers[^1];
    }

    /// <summary>Starts a bystander container that does nothing.</summary>
    public async Task<string> BystanderAsync(string name, params string[] options)
    {
        var id = await Shell.RunAsync("docker", ["run", "--detach", "--name", name, .. options, "--entrypoint", "sleep", "postgres:17", "infinity"]);
        containers.Add(id);
        return id;
    }

    /// <summary>A standby of a production that does not move on; answers its container's name. The caller removes the image, once its own containers are gone.</summary>
    public async Task<string> StandbyAsync(string production, string image)
    {
        var container = $"{production}-standby";
        containers.Add(await Shell.RunAsync("docker", "run", "--detach", "--name", container, image));
        await AcceptsAsync(container);
        return container;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in containers)
        {
            await Shell.TryAsync("docker", "rm", "--force", "--volumes", id);
        }

        if (Directory.Exists(Root))
        {
            Directory.Delete(Root, recursive: true);
        }
    }

    /// <summary>Without them the test is skipped, under CI it fails.</summary>
    internal static async Task RequireImagesAsync(params string[] images)
    {
        var (code, _, error) = await Shell.TryAsync("docker", ["image", "inspect", .. images]);
        if (code != 0 && Environment.GetEnvironmentVariable("CI") is not { Length: > 0 })
        {
            Assert.Skip($"needs a Docker engine with the images of eng/images: {error}");
        }

        Assert.True(code == 0, $"needs a Docker engine with the images of eng/images: {error}");
    }

    private async Task<string> MakeAsync()
    {
        foreach (var directory in new[] { "plans", "wd", "evidence", "code", "prod" })
        {
            Directory.CreateDirectory($"{Root}/{directory}", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        await File.WriteAllTextAsync($"{Root}/prod/.env", $"POSTGRES_PASSWORD={Canary}\n");
        await MakeProductionAsync(Production);
        await BystanderAsync(Protected);
        await BystanderAsync(Watched);
        File.Copy(Path.Combine(AppContext.BaseDirectory, "EndToEnd/Code/scenario.py"), $"{Repository}/scenario.py");
        await Shell.RunAsync("git", "-C", Repository, "init", "--quiet", "--initial-branch=main");
        await Shell.RunAsync("git", "-C", Repository, "add", ".");
        await Shell.RunAsync("git", "-C", Repository, "-c", "user.name=test", "-c", "user.email=test@example.invalid", "commit", "--quiet", "--message=accepted");
        return await Shell.RunAsync("git", "-C", Repository, "rev-parse", "HEAD");
    }

    private static Task<string> SqlAsync(string container, string sql) =>
        Shell.RunAsync("docker", "exec", "--user", "postgres", container, "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", "app", "-c", sql);

    private async Task MakeProductionAsync(string container)
    {
        const string schema = """
            create table public.entry (id bigint generated always as identity primary key, kind text not null check (kind <> ''));
            create table public.item (id int primary key, name text not null);
            insert into public.entry (kind) select 'old' from generate_series(1, 500);
            insert into public.item select g, md5(g::text) from generate_series(1, 2000) g;
            revoke temporary, create on database app from public;
            create role reader login;
            alter role reader set default_transaction_read_only = on;
            grant connect on database app to reader;
            grant usage on schema public to reader;
            grant select on all tables in schema public to reader;
            grant select on all sequences in schema public to reader;
            """;
        containers.Add(await Shell.RunAsync(
            "docker", "run", "--detach", "--name", container, "--env", $"POSTGRES_PASSWORD={Canary}", "--env", "POSTGRES_DB=app", "postgres:17", "-c", "wal_level=logical"));
        await AcceptsAsync(container);
        await SqlAsync(container, schema);
    }

    private static async Task AcceptsAsync(string container)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        for (var tries = 0; (await Shell.TryAsync("docker", "exec", container, "pg_isready", "--quiet", "--host", "127.0.0.1")).Code != 0; tries++)
        {
            Assert.True(tries < 600, $"'{container}' did not come up");
            await poll.WaitForNextTickAsync();
        }
    }
}
