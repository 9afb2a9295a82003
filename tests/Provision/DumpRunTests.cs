using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Tests.Postgres;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Provision;

[Collection(nameof(World)), Trait("needs", "docker")]
public sealed class DumpRunTests(World world) : IAsyncLifetime
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("dryrun-");

    private DumpRequest Request => new()
    {
        Run = new RunRef { WorkflowId = "dryrun-dump-test", Plan = "dump-test", Nonce = world.Run.Nonce },
        Production = world.Plan,
        WorkDirectory = world.Directories with { Path = directory.FullName },
    };

    public async ValueTask InitializeAsync()
    {
        await world.MadeAsync();
        await File.WriteAllTextAsync(RunPaths.For(Request.WorkDirectory).Dump, "", cancel);
    }

    public ValueTask DisposeAsync()
    {
        directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_first_attempt_asks_production_for_nothing_but_its_dump_and_what_that_costs()
    {
        var path = new Counting(World.Reader.Path(world.Plan));
        Assert.Equal(world.Dump.Rows, (await new DumpRun(path).RunAsync(Request, cancel)).Rows);
        Assert.Equal(1, path.Opened);
    }

    [Fact]
    public async Task What_a_killed_attempt_left_running_on_production_is_ended_before_the_next_one_begins()
    {
        await new DumpMark { Attempt = "killed" }.WriteAsync(Request.WorkDirectory, cancel);
        var left = world.InSessionAsync(ApplicationName.Dump(Request.Run), ProductionSchema.Role, "SELECT pg_sleep(600)", cancel);
        while (await world.OnProductionAsync($"SELECT count(*) FROM pg_stat_activity WHERE application_name = '{ApplicationName.Dump(Request.Run)}' AND state = 'active'") == "0")
        {
            Assert.False(left.IsCompleted, "It ended by itself.");
        }

        Assert.Equal(world.Dump.Rows, (await new DumpRun(World.Reader.Path(world.Plan)).RunAsync(Request, cancel)).Rows);
        Assert.NotEqual(0, await left.WaitAsync(TimeSpan.FromSeconds(30), cancel));
    }

    /// <summary>How many sessions are asked for.</summary>
    private sealed class Counting(IReadPath path) : IReadPath
    {
        public int Opened { get; private set; }

        public Task<IProductionSession> OpenAsync(ProductionSource production, RunRef run, CancellationToken cancel)
        {
            Opened++;
            return path.OpenAsync(production, run, cancel);
        }

        public Task<string?> DumpAsync(ProductionSource production, RunRef run, WorkDirectory directory, Stream dump, CancellationToken cancel) =>
            path.DumpAsync(production, run, directory, dump, cancel);

        public ProductionRefusal? Missing(ProductionSource production) => path.Missing(production);
    }
}
