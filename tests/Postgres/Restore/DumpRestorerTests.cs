using System.Text;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Provision.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres.Restore;

/// <summary>The restorer through its interface, with a real PostgreSQL.</summary>
[Collection(nameof(World)), Trait("needs", "docker")]
public sealed class DumpRestorerTests(World world) : IAsyncLifetime
{
    /// <summary>What makes a production worth more than one session.</summary>
    private const long Large = 1L << 30;

    public async ValueTask InitializeAsync() => await world.MadeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Case 29: PostgreSQL quotes neither <c>begin</c> nor <c>atomic</c> where they are names, and psql cannot restore the dump.</summary>
    [Fact]
    public async Task Routines_with_the_names_of_keywords_are_restored_and_so_is_what_follows_them()
    {
        var dump = await File.ReadAllTextAsync(RunPaths.For(world.Directories).Dump, TestContext.Current.CancellationToken);
        Assert.Contains("CREATE FUNCTION public.begin(atomic boolean)", dump, StringComparison.Ordinal);
        var target = world.Target("directus_keywords");
        await RestoreAsync(new RestoreOptions { Target = target, Dump = world.Dump });
        Assert.Equal("29", await world.AsHarnessAsync(target.Database, "SELECT public.begin(true)"));
        Assert.Equal(@"7|' END; CASE|3", await world.AsHarnessAsync(target.Database, """SELECT * FROM public."case"(7)"""));
        Assert.Equal(GateState.Green, (await world.Provision.CheckRestoreAsync(new RestoreCheck { Target = target, Dump = world.Dump })).State);
    }

    [Fact]
    public async Task Several_sessions_make_the_database_that_one_makes()
    {
        var (alone, target) = (world.Target("directus_alone"), world.Target("directus_together"));
        await RestoreAsync(new RestoreOptions { Target = alone, Dump = world.Dump });
        var restored = await RestoreAsync(new RestoreOptions { Target = target, Dump = world.Dump, ProductionBytes = Large });
        Assert.Null(restored.Repeated);
        Assert.Equal(await DumpedAsync(alone.Database), await DumpedAsync(target.Database));

        // And it is what production has.
        Assert.Equal(Comparable(await File.ReadAllTextAsync(RunPaths.For(world.Directories).Dump, TestContext.Current.CancellationToken)), await DumpedAsync(target.Database));
    }

    [Fact]
    public async Task Refuses_a_dump_that_holds_lines_for_psql()
    {
        await using var own = new World();
        await own.MadeAsync();
        await DumpWithCheck.WriteAsync(own, "\\! touch /tmp/obeyed\n");
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(() => RestoreAsync(new RestoreOptions { Target = own.Restored }));
        Assert.StartsWith("The dump holds a line for psql, '\\!', expected none but", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.NonRetryable);
    }

    [Fact]
    public async Task A_statement_with_bytes_that_are_no_UTF8_is_refused_by_its_beginning_and_their_offset()
    {
        await using var own = new World();
        await own.MadeAsync();
        var offset = await DumpWithCheck.WriteAsync(own, "-- it's\nCOMMENT ON TABLE public.a_parent IS 'caf\u00e9 of ours';\n", encoding: Encoding.Latin1);
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(() => RestoreAsync(new RestoreOptions { Target = own.Restored }));
        Assert.Contains($"The statement \"COMMENT ON TABLE public.a_parent IS\" of the dump is not UTF-8: byte 0xE9 at offset {offset}", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ours", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.NonRetryable);
    }

    [Fact]
    public async Task What_only_one_session_can_restore_is_restored_by_one_and_what_none_can_is_refused()
    {
        await using var own = new World();
        await own.MadeAsync();
        var parents = string.Concat(Enumerable.Range(1, 400_000).Select(id => $"{id}\n"));
        await DumpWithCheck.WriteAsync(own, $"COPY public.a_parent (id) FROM stdin;\n{parents}\\.\nCOPY public.child (id) FROM stdin;\n7\n\\.\n");
        var request = new RestoreOptions { Target = own.Restored, ProductionBytes = Large };
        var restored = await RestoreAsync(request);
        Assert.Contains("violates check constraint", restored.Repeated, StringComparison.Ordinal);
        Assert.Equal("1", await own.AsHarnessAsync(own.Restored.Database, "SELECT count(*) FROM public.child"));

        await DumpWithCheck.WriteAsync(own, "COPY public.child (id) FROM stdin;\n7\n\\.\n");
        var failure = await Assert.ThrowsAsync<ApplicationFailureException>(() => RestoreAsync(request));
        Assert.Contains("violates check constraint", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.NonRetryable);
    }

    private static Task<RestoreResult> RestoreAsync(RestoreOptions options) => new DumpRestorer().RestoreAsync(options, _ => { }, TestContext.Current.CancellationToken);

    /// <summary>All of a database but the token that is another one each time; the statements that read it are not in the server's log, which another test judges.</summary>
    private async Task<string> DumpedAsync(string database)
    {
        var dump = await DockerCli.SucceedAsync("exec", "--env", "PGOPTIONS=-c log_statement=none", "--user", "postgres", world.Dr.ContainerId, "pg_dump", "--no-owner", "--no-privileges", "--no-tablespaces", "-d", database);
        return Comparable(dump);
    }

    private static string Comparable(string dump) => string.Join('\n', dump.TrimEnd().Split('\n').Where(line => !line.StartsWith("\\restrict", StringComparison.Ordinal) && !line.StartsWith("\\unrestrict", StringComparison.Ordinal)));
}
