using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Provision.Copy;
using DotIuCutter.Temporal.Activities.Provision.Identity;
using DotIuCutter.Temporal.Tests.Postgres;
using DotIuCutter.Temporal.Tests.Postgres.Restore;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;
using Temporalio.Testing;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Provision;

[Collection(nameof(World)), Trait("needs", "docker")]
public sealed class DumpAndRestoreTests(World world) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await world.MadeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Reads_the_identity_before_anything_is_connected_and_refuses_productions_own()
    {
        var verdict = await world.Provision.CheckIdentityAsync(new IdentityCheck { Dr = world.Dr, ProductionSystemIdentifier = world.ProductionIdentity });
        Assert.Equal(GateState.Green, verdict.Gate.State);
        Assert.Equal(world.DrIdentity, verdict.SystemIdentifier);

        var same = await world.Provision.CheckIdentityAsync(new IdentityCheck { Dr = world.Dr, ProductionSystemIdentifier = world.DrIdentity });
        Assert.Equal(GateState.Red, same.Gate.State);
        Assert.NotNull(same.Gate.Remedy);
    }

    [Fact]
    public async Task Counts_what_production_holds()
    {
        var rows = await world.OnProductionAsync(
            """SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM line) + (SELECT count(*) FROM event) + (SELECT count(*) FROM cache) + (SELECT count(*) FROM "Odd Schema"."Odd ""Table"": x")""");
        Assert.Equal(rows, $"{world.Dump.Rows}");
        Assert.Equal(7, world.Dump.Tables);
        Assert.Equal(new FileInfo(RunPaths.For(world.Directories).Dump).Length, world.Dump.Bytes);
    }

    [Fact]
    public async Task A_faithful_restore_is_green_and_a_lost_row_is_red_with_the_table_named()
    {
        var target = world.Target("directus_lossy");
        await world.Provision.RestoreAsync(new RestoreOptions { Target = target, Dump = world.Dump });
        Assert.Equal(GateState.Green, (await world.Provision.CheckRestoreAsync(new RestoreCheck { Target = target, Dump = world.Dump })).State);

        await world.AsHarnessAsync(target.Database, "DELETE FROM public.line WHERE id = 7", """DROP TABLE "Odd Schema"."Odd ""Table"": x" """);
        var gate = await world.Provision.CheckRestoreAsync(new RestoreCheck { Target = target, Dump = world.Dump });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Equal(
            [new Difference("\"Odd Schema\".\"Odd \"\"Table\"\": x\"", "2 rows", "absent"), new Difference("public.line", "100 rows", "99 rows")], gate.Differences);
    }

    [Fact]
    public async Task A_restore_replaces_what_an_earlier_attempt_made_and_a_second_one_the_first()
    {
        var target = world.Target("directus_twice");
        await DrDatabase.RecreateAsync(target, TestContext.Current.CancellationToken);
        await world.Provision.RestoreAsync(new RestoreOptions { Target = target, Dump = world.Dump });
        await world.Provision.RestoreAsync(new RestoreOptions { Target = target, Dump = world.Dump });
        Assert.Equal(GateState.Green, (await world.Provision.CheckRestoreAsync(new RestoreCheck { Target = target, Dump = world.Dump })).State);
    }

    [Theory]
    [InlineData("COPY public.a_parent (id) FROM stdin;\n1\n", "COPY")]
    [InlineData("SELECT pg_catalog.pg_sleep(1000);\n", "SELECT")]
    public async Task An_abort_ends_a_restore_whose_server_does_not_answer(string last, string command)
    {
        await using var own = new World();
        await own.MadeAsync();
        await DumpWithCheck.WriteAsync(own, last, done: false);
        var activity = new ActivityEnvironment();
        var restoring = activity.RunAsync(() => own.Provision.RestoreAsync(new RestoreOptions { Target = own.Restored }));
        var active = $"SELECT count(*) FROM pg_stat_activity WHERE datname = '{own.Restored.Database}' AND state = 'active' AND query LIKE '%{command}%' AND pid <> pg_backend_pid()";
        while (await own.AsHarnessAsync("postgres", active) == "0")
        {
            Assert.False(restoring.IsCompleted, "It ended before it was aborted.");
        }

        await DockerCli.SucceedAsync("pause", own.Dr.ContainerId);
        try
        {
            // How long it does not answer: what tells of the progress has asked by then, and waits too.
            using var silence = new PeriodicTimer(TimeSpan.FromSeconds(1.5));
            await silence.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            activity.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => restoring.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        }
        finally
        {
            await DockerCli.SucceedAsync("unpause", own.Dr.ContainerId);
        }
    }

    [Fact]
    public async Task Leaves_no_row_of_production_in_the_servers_log()
    {
        var log = await File.ReadAllTextAsync($"{RunPaths.For(world.Directories).Log}/postgresql.json", TestContext.Current.CancellationToken);
        Assert.Contains("dryrun-ping", log, StringComparison.Ordinal);
        Assert.DoesNotContain("COPY public.batch", log, StringComparison.Ordinal);
        Assert.DoesNotContain("CREATE TABLE public.batch (", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_server_of_another_identity_without_a_retry()
    {
        var target = world.Restored with { SystemIdentifier = "1" };
        var refusal = await Assert.ThrowsAsync<ApplicationFailureException>(() => world.Provision.RestoreAsync(new RestoreOptions { Target = target, Dump = world.Dump }));
        Assert.Equal("WrongServer", refusal.ErrorType);
        Assert.True(refusal.NonRetryable);
    }

    [Fact]
    public async Task A_dump_without_permission_ends_with_productions_words_and_no_retry()
    {
        var request = new DumpRequest
        {
            Run = world.Run with { Nonce = RunNonce.From(Guid.NewGuid()) },
            Production = world.Plan with { Role = "writer" },
            WorkDirectory = world.Directories with { Path = Directory.CreateTempSubdirectory("dryrun-").FullName },
        };
        await File.WriteAllTextAsync(RunPaths.For(request.WorkDirectory).Dump, "", TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(() => world.Provision.DumpAsync(request));
        Assert.Contains("permission denied", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.NonRetryable);
        Directory.Delete(request.WorkDirectory.Path, recursive: true);
    }
}
