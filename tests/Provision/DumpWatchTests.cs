using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Tests.Postgres;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Provision;

[Collection(nameof(World)), Trait("needs", "docker")]
public sealed class DumpWatchTests(World world) : IAsyncLifetime
{
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;
    private readonly RunRef run = new() { WorkflowId = "dryrun-watch-test", Plan = "watch-test", Nonce = RunNonce.From(Guid.NewGuid()) };

    public async ValueTask InitializeAsync() => await world.MadeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_dump_that_others_wait_for_longer_than_it_would_wait_itself_has_to_end()
    {
        var dump = world.InSessionAsync(ApplicationName.Dump(run), ProductionSchema.Role, "BEGIN; LOCK TABLE public.empty IN ACCESS SHARE MODE; SELECT pg_sleep(600)", cancel);
        await UntilAsync("SELECT count(*) FROM pg_locks WHERE relation = 'public.empty'::regclass AND granted");
        var migration = world.InSessionAsync("migration", "postgres", "BEGIN; ALTER TABLE public.empty ADD later int; ROLLBACK", cancel);
        await UntilAsync("SELECT count(*) FROM pg_locks WHERE relation = 'public.empty'::regclass AND NOT granted");

        var watch = Watch(lockWait: 1);
        await watch.WatchAsync(() => "dumping", cancel, cancel);
        Assert.StartsWith("others waited for its locks longer than the plan's lockWaitTimeoutSeconds (1 s); tried again.", watch.StopReason, StringComparison.Ordinal);
        Assert.True(watch.OthersWaitedSeconds > 1, $"{watch.OthersWaitedSeconds} s");
        Assert.NotNull(watch.XminAge);

        await EndDumpAsync();
        Assert.NotEqual(0, await dump);
        Assert.Equal(0, await migration);
        Assert.Equal(0, (await World.Reader.SessionsAsync(world.Plan, run, cancel)).Ours);
    }

    [Fact]
    public async Task A_dump_that_nobody_waits_for_goes_on_and_its_watch_ends_with_it()
    {
        var dump = world.InSessionAsync(ApplicationName.Dump(run), ProductionSchema.Role, "BEGIN; LOCK TABLE public.empty IN ACCESS SHARE MODE; SELECT pg_sleep(600)", cancel);
        await UntilAsync("SELECT count(*) FROM pg_locks WHERE relation = 'public.empty'::regclass AND granted");
        using var ended = new CancellationTokenSource();
        var looks = 0;
        var watch = Watch(lockWait: 1);
        await watch.WatchAsync(
            () =>
            {
                if (++looks == 5)
                {
                    ended.Cancel();
                }

                return "dumping";
            },
            ended.Token,
            cancel);
        Assert.Null(watch.StopReason);
        Assert.Null(watch.OthersWaitedSeconds);
        await EndDumpAsync();
        Assert.NotEqual(0, await dump);
        Assert.Equal(0, (await World.Reader.SessionsAsync(world.Plan, run, cancel)).Ours);
    }

    [Fact]
    public async Task A_session_that_goes_away_is_opened_again_and_the_dump_is_watched_on()
    {
        var path = new Path([_ => throw new IOException("gone"), sql => """{"sessions":1,"waitingForLock":2,"blocked":0,"xminAge":3,"statementSeconds":601}"""]);
        var watch = new DumpWatch(path, world.Plan with { StatementTimeoutSeconds = 600 }, run);
        await watch.WatchAsync(() => "dumping", cancel, cancel);
        Assert.Equal((2, 2), (path.Opened, path.Ended));
        Assert.Equal((2, 3), (watch.LockWaits, watch.XminAge));
        Assert.Contains("statementTimeoutSeconds (600 s)", watch.StopReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dump_that_ends_before_its_first_look_is_answered_leaves_no_session()
    {
        using var ended = new CancellationTokenSource();
        var path = new Path([_ => { ended.Cancel(); throw new OperationCanceledException(ended.Token); }]);
        var watch = new DumpWatch(path, world.Plan, run);
        await watch.WatchAsync(() => "dumping", ended.Token, cancel);
        Assert.Null(watch.StopReason);
        Assert.Equal((1, 1), (path.Opened, path.Ended));
    }

    private DumpWatch Watch(int lockWait) => new(World.Reader.Path(world.Plan), world.Plan with { LockWaitTimeoutSeconds = lockWait }, run);

    private Task<string> EndDumpAsync() =>
        world.OnProductionAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '{ApplicationName.Dump(run)}'");

    private async Task UntilAsync(string count)
    {
        while (await world.OnProductionAsync(count) == "0")
        {
            cancel.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Sessions that each answer one question their own way.</summary>
    private sealed class Path(IReadOnlyList<Func<string, string>> answers) : IReadPath
    {
        public int Opened { get; private set; }

        public int Ended { get; private set; }

        public Task<IProductionSession> OpenAsync(ProductionSource production, RunRef run, CancellationToken cancel) =>
            Task.FromResult<IProductionSession>(new Session(answers[Opened++], () => Ended++));

        public Task<string?> DumpAsync(ProductionSource production, RunRef run, WorkDirectory directory, Stream dump, CancellationToken cancel) => throw new NotSupportedException();

        public ProductionRefusal? Missing(ProductionSource production) => null;

        private sealed class Session(Func<string, string> answer, Action end) : IProductionSession
        {
            public async Task<string> QueryAsync(string sql, CancellationToken cancel)
            {
                await Task.Yield();
                return answer(sql);
            }

            public ValueTask DisposeAsync()
            {
                end();
                return ValueTask.CompletedTask;
            }
        }
    }
}
