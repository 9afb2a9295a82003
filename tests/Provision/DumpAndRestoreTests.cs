using DotIuCutter.Temporal.Tests.Postgres;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Provision;

[Trait("needs", "docker")]
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
        Assert.Equal(new FileInfo(RunPaths.Of(world.Directories).Dump).Length, world.Dump.Bytes);
    }

    [Fact]
    public async Task A_faithful_restore_is_green_and_a_lost_row_is_red_with_the_table_named()
    {
        var target = world.Target("directus_lossy");
        await world.Provision.CreateDatabaseAsync(target);
        await world.Provision.RestoreAsync(new RestoreRequest { Target = target, Dump = world.Dump });
        Assert.Equal(GateState.Green, (await world.Provision.CheckRestoreAsync(new RestoreCheck { Target = target, Dump = world.Dump })).State);

        await world.AsHarnessAsync(target.Database, "DELETE FROM public.line WHERE id = 7", """DROP TABLE "Odd Schema"."Odd ""Table"": x" """);
        var gate = await world.Provision.CheckRestoreAsync(new RestoreCheck { Target = target, Dump = world.Dump });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Equal(
            [new Difference("\"Odd Schema\".\"Odd \"\"Table\"\": x\"", "2 rows", "absent"), new Difference("public.line", "100 rows", "99 rows")], gate.Differences);
    }

    [Fact]
    public async Task A_second_restore_replaces_the_first()
    {
        var target = world.Target("directus_twice");
        await world.Provision.CreateDatabaseAsync(target);
        await world.Provision.CreateDatabaseAsync(target);
        await world.Provision.RestoreAsync(new RestoreRequest { Target = target, Dump = world.Dump });
        await world.Provision.RestoreAsync(new RestoreRequest { Target = target, Dump = world.Dump });
        Assert.Equal(GateState.Green, (await world.Provision.CheckRestoreAsync(new RestoreCheck { Target = target, Dump = world.Dump })).State);
    }

    [Fact]
    public async Task Leaves_no_row_of_production_in_the_servers_log()
    {
        var log = await File.ReadAllTextAsync($"{RunPaths.Of(world.Directories).Log}/postgresql.json", TestContext.Current.CancellationToken);
        Assert.Contains("dryrun-ping", log, StringComparison.Ordinal);
        Assert.DoesNotContain("COPY public.batch", log, StringComparison.Ordinal);
        Assert.DoesNotContain("CREATE TABLE public.batch (", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_server_of_another_identity_without_a_retry()
    {
        var target = world.Restored with { SystemIdentifier = "1" };
        var refusal = await Assert.ThrowsAsync<ApplicationFailureException>(() => world.Provision.CreateDatabaseAsync(target));
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
        await File.WriteAllTextAsync(RunPaths.Of(request.WorkDirectory).Dump, "", TestContext.Current.CancellationToken);
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(() => world.Provision.DumpAsync(request));
        Assert.Contains("permission denied", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.NonRetryable);
        Directory.Delete(request.WorkDirectory.Path, recursive: true);
    }
}
