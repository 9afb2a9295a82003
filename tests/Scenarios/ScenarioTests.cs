using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Activities.Scenarios.Measurement;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Docker;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Postgres;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Npgsql;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Scenarios;

[Collection(nameof(World)), Trait("needs", "docker")]
public sealed class ScenarioTests(World world) : IAsyncLifetime
{
    private const string InsertTwo = "INSERT INTO public.batch (name, amount) VALUES ('new 1', 1), ('new 2', 2)";

    private readonly string _id = $"S-{Guid.NewGuid():N}"[..10];

    private string Database => $"directus_{_id}";

    private DrTarget Target => world.Target(Database);

    public async ValueTask InitializeAsync() => await world.MadeAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Declared_inserts_are_green_and_are_recorded()
    {
        Assert.Equal(GateState.Green, (await PrepareAsync()).State);
        await world.AsHarnessAsync(Database, InsertTwo);
        var record = await RecordAsync();
        Assert.Equal(GateState.Green, G20HarnessGone.Judge("harness", Database, record).State);
        Assert.Equal(GateState.Green, G17AppendOnly.Judge("it", record).State);
        Assert.Equal(GateState.Green, G18DeclaredRows.Judge("it", [new DeclaredRows { Table = "public.batch", Inserted = 2 }], record.Effects).State);
        Assert.Equal(GateState.Red, G16RolledBack.Judge("it", record.Effects).State);
        Assert.Equal(new TableEffect { Table = "public.batch", Inserted = 2 }, Assert.Single(record.Effects.Tables));
        Assert.Equal(1, record.Effects.Statements);
        Assert.True(record.Effects.SequencesMoved);
        Assert.False(record.Effects.CatalogChanged);

        // The slot is gone; a second attempt must say the same.
        var again = await RecordAsync();
        Assert.Equal(JsonSerializer.Serialize(record, Json.Options), JsonSerializer.Serialize(again, Json.Options));
        await new EvidenceStore(world.Host, new Redactor(world.Host)).JoinAsync(world.Run, TestContext.Current.CancellationToken);
        var trace = await File.ReadAllTextAsync($"{world.Host.Evidence}/{world.Run.Key}/sql-trace.ndjson", TestContext.Current.CancellationToken);
        Assert.Contains(InsertTwo, trace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_rolls_back_leaves_nothing_though_sequences_move()
    {
        await PrepareAsync();
        await world.AsHarnessAsync(Database, $"BEGIN; {InsertTwo}; ROLLBACK");
        var record = await RecordAsync();
        var gate = G16RolledBack.Judge("it", record.Effects);
        Assert.Equal(GateState.Green, gate.State);
        Assert.Contains("sequences moved", gate.Found, StringComparison.Ordinal);
        Assert.Equal(GateState.Green, G18DeclaredRows.Judge("it", [], record.Effects).State);
    }

    [Theory]
    [InlineData("DELETE FROM public.line WHERE id = 1", "public.line")]
    [InlineData("WITH gone AS (DELETE FROM public.line WHERE id = 1 RETURNING 1) SELECT * FROM gone", "public.line")]
    [InlineData("TRUNCATE public.line", "public.line")]
    [InlineData("CREATE TABLE public.extra (id int)", "catalog")]
    [InlineData("CREATE ROLE extra_role", "catalog")]
    [InlineData("GRANT SELECT ON public.line TO PUBLIC", "catalog")]
    [InlineData("SELECT lo_create(0)", "catalog")]
    [InlineData("INSERT INTO public.cache VALUES (2)", "catalog")]
    [InlineData("BEGIN; DELETE FROM public.line; ROLLBACK", "DELETE attempted")]
    [InlineData("BEGIN; CREATE TABLE public.extra (id int); ROLLBACK", "DDL attempted")]
    public async Task Append_only_is_red_for_what_is_committed_and_for_what_is_only_tried(string statement, string named)
    {
        await PrepareAsync();
        await world.AsHarnessAsync(Database, statement);
        var gate = G17AppendOnly.Judge("it", await RecordAsync());
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(named, gate.Found, StringComparison.Ordinal);
        await world.AsHarnessAsync(Database, "DROP ROLE IF EXISTS extra_role");
    }

    [Theory]
    [InlineData("TRUNCATE public.line")]
    [InlineData("VACUUM public.line")]
    [InlineData("ANALYZE")]
    public async Task Rows_of_the_catalog_that_moved_and_say_the_same_are_no_change_of_it(string statement)
    {
        await PrepareAsync();
        await world.AsHarnessAsync(Database, statement);
        Assert.False((await RecordAsync()).Effects.CatalogChanged);
    }

    [Fact]
    public async Task A_row_in_a_table_that_is_not_declared_is_red_and_a_partition_counts_for_its_table()
    {
        DeclaredRows[] declared = [new DeclaredRows { Table = "public.event", Inserted = 2 }];
        await PrepareAsync();
        await world.AsHarnessAsync(Database, "INSERT INTO public.event VALUES ('2025-06-01', 'x'), ('2026-06-01', 'y')");
        Assert.Equal(GateState.Green, G18DeclaredRows.Judge("it", declared, (await RecordAsync()).Effects).State);

        await PrepareAsync();
        await world.AsHarnessAsync(Database, "INSERT INTO public.event VALUES ('2025-06-01', 'x'), ('2026-06-01', 'y')");
        await world.AsHarnessAsync(Database, """INSERT INTO "Odd Schema"."Odd ""Table"": x" VALUES ('three: INSERT: ')""");
        var gate = G18DeclaredRows.Judge("it", declared, (await RecordAsync()).Effects);
        Assert.Equal(
            new Difference("\"Odd Schema\".\"Odd \"\"Table\"\": x\"", "0 inserted, 0 updated", "1 inserted, 0 updated"), Assert.Single(gate.Differences));
    }

    [Fact]
    public async Task Statements_run_once_and_their_result_is_taken_by_a_second_attempt()
    {
        await PrepareAsync();
        var request = Sql(InsertTwo, "SELECT count(*) FROM public.batch");
        var run = await RunAsync(request);
        Assert.Equal("505", run.Result);
        Assert.Equal(run, await RunAsync(request));
        var record = await RecordAsync();
        Assert.Equal(2, record.Effects.Statements);
        Assert.Equal(GateState.Green, G18DeclaredRows.Judge("it", [new DeclaredRows { Table = "public.batch", Inserted = 2 }], record.Effects).State);
    }

    [Fact]
    public async Task Statements_that_fail_end_with_their_sqlstate()
    {
        await PrepareAsync();
        var run = await RunAsync(Sql("INSERT INTO public.batch (name, amount) VALUES ('x', -1)", "INSERT INTO public.batch (name) VALUES ('never')"));
        Assert.Equal("23514", run.SqlState);
        Assert.Equal(GateState.Green, G16RolledBack.Judge("it", (await RecordAsync()).Effects).State);
    }

    [Fact]
    public async Task A_scenario_that_may_have_run_is_unknown_until_it_is_prepared_again()
    {
        await PrepareAsync();
        await Marks.WriteAsync(Marks.Begun(world.Directories, _id, Database), _id, TestContext.Current.CancellationToken);
        Assert.Equal(ScenarioEnd.Unknown, (await RunAsync(Sql("SELECT 1"))).End);
        await PrepareAsync();
        Assert.Equal(ScenarioEnd.Finished, (await RunAsync(Sql("SELECT 1"))).End);
    }

    [Fact]
    public async Task Statements_that_take_too_long_are_stopped_and_leave_no_session()
    {
        await PrepareAsync();
        var request = Sql("SELECT pg_sleep(60)");
        var run = await RunAsync(request with { Scenario = request.Scenario with { TimeoutSeconds = 1 } });
        Assert.Equal(ScenarioEnd.TimedOut, run.End);
        Assert.Empty((await RecordAsync()).Left);
    }

    [Fact]
    public async Task A_harness_error_is_found_in_the_servers_log_unless_the_server_itself_caught_it()
    {
        await PrepareAsync();
        await world.AsHarnessAsync(Database, "DO $$ BEGIN INSERT INTO batch (name, amount) VALUES ('x', -1); EXCEPTION WHEN check_violation THEN NULL; END $$");
        await Assert.ThrowsAnyAsync<Exception>(() => world.AsHarnessAsync(Database, "INSERT INTO batch (name, amount) SELECT name, 1 FROM batch"));
        Assert.Equal(["23505"], (await RecordAsync()).SqlStates);
    }

    [Fact]
    public async Task A_session_and_a_prepared_transaction_that_stay_are_recorded()
    {
        await PrepareAsync();
        await world.AsHarnessAsync(Database, "BEGIN; INSERT INTO public.empty VALUES (1); PREPARE TRANSACTION 'left'");
        var record = await RecordAsync();
        Assert.Contains(record.Left, left => left.StartsWith("prepared transaction", StringComparison.Ordinal));
        Assert.Contains(record.Left, left => left.StartsWith("lock RowExclusiveLock", StringComparison.Ordinal));
        await world.AsHarnessAsync(Database, "ROLLBACK PREPARED 'left'");
    }

    [Fact]
    public async Task A_container_under_the_harnesss_name_that_is_not_the_runs_stays_and_is_recorded_with_its_id()
    {
        await PrepareAsync();
        var removal = await world.Scenarios.RemoveHarnessAsync(StepRequest.Harness(world.Run, world.ProductionName));
        Assert.Equal(OutcomeState.NotOurs, Assert.Single(removal.Objects).State);
        Assert.Contains(world.ProductionId, Assert.Single((await RecordAsync(world.ProductionName)).Left), StringComparison.Ordinal);
        Assert.Equal("true", await DockerCli.SucceedAsync("inspect", "--format", "{{.State.Running}}", world.ProductionId));
    }

    [Fact]
    public async Task The_runs_harness_container_is_gone_before_anything_is_counted()
    {
        await PrepareAsync();
        var name = $"postgres-test-harness-{_id}";
        var labels = Labels.For(world.Run).SelectMany(label => (string[])["--label", $"{label.Key}={label.Value}"]);
        var id = await DockerCli.SucceedAsync(["create", "--name", name, .. labels, "postgres:17", "true"]);
        try
        {
            Assert.Equal(GateState.Green, Assert.Single((await AnswerAsync(name)).Gates, gate => gate.Gate == Gate.HarnessGone).State);
            Assert.False(await DockerCommand.ExistsAsync("container", id));
        }
        finally
        {
            await DockerCommand.TryAsync("rm", "--force", "--volumes", id);
        }
    }

    [Fact]
    public async Task Sessions_on_production_are_recorded()
    {
        await PrepareAsync();
        var record = await RecordAsync();
        Assert.Equal([ApplicationName.Reader(world.Run), ApplicationName.Dump(world.Run)], record.Production.Names);
        Assert.Equal(GateState.Green, G19ProductionSessions.Judge(world.Plan.Role, record.Production).State);
    }

    [Fact]
    public async Task Continue_goes_on_from_the_state_before_and_counts_anew()
    {
        await PrepareAsync();
        await world.AsHarnessAsync(Database, InsertTwo);
        await world.Scenarios.PrepareAsync(
            world.Restored, new PrepareRequest { Run = world.Run.Key, ScenarioId = $"{_id}-2", Database = Database, Start = ScenarioStart.Continue });
        Assert.Equal("505", await world.AsHarnessAsync(Database, "SELECT count(*) FROM public.batch"));
        Assert.Empty((await RecordAsync(id: $"{_id}-2")).Effects.Tables);
    }

    [Fact]
    public async Task Nobody_is_in_the_restored_database_once_a_scenario_is_prepared_and_nobody_gets_in()
    {
        var restored = world.Restored.Database;
        await world.AsHarnessAsync("postgres", $"ALTER DATABASE \"{restored}\" ALLOW_CONNECTIONS true");
        await using var inside = await DrConnection.WorkerAsync(world.Restored, restored, TestContext.Current.CancellationToken);
        Assert.Equal(GateState.Green, (await PrepareAsync()).State);
        Assert.True(File.Exists(Marks.Prepared(world.Directories, _id, Database)));
        await Assert.ThrowsAsync<NpgsqlException>(() => Activities.Postgres.Sql.ScalarAsync(inside, "SELECT 1", TestContext.Current.CancellationToken));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => DrConnection.WorkerAsync(world.Restored, restored, TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.ObjectNotInPrerequisiteState, refused.SqlState);
    }

    [Fact]
    public async Task What_somebody_changed_in_the_restored_database_all_the_same_is_a_change_in_its_next_clone()
    {
        await PrepareAsync();
        await BehindTheSealAsync("CREATE TABLE public.smuggled (id int)");
        try
        {
            await PrepareAsync();
            Assert.True((await RecordAsync()).Effects.CatalogChanged);
        }
        finally
        {
            await BehindTheSealAsync("DROP TABLE public.smuggled");
        }

        await PrepareAsync();
        Assert.False((await RecordAsync()).Effects.CatalogChanged);
    }

    [Fact]
    public async Task Nothing_is_touched_on_a_server_that_is_not_the_DR_or_lacks_the_nonce()
    {
        foreach (var source in (DrTarget[])[world.Restored with { SystemIdentifier = "1" }, world.Restored with { Database = "postgres" }])
        {
            var request = new PrepareRequest { Run = world.Run.Key, ScenarioId = _id, Database = Database, Start = ScenarioStart.Fresh };
            Assert.Equal(GateState.Red, (await world.Scenarios.PrepareAsync(source, request)).State);
            Assert.False(File.Exists(Marks.Prepared(world.Directories, _id, Database)));
            Assert.Equal("0", await world.AsHarnessAsync("postgres", $"SELECT count(*) FROM pg_database WHERE datname = '{Database}'"));
        }
    }

    private async Task BehindTheSealAsync(string statement)
    {
        var restored = world.Restored.Database;
        await world.AsHarnessAsync("postgres", $"ALTER DATABASE \"{restored}\" ALLOW_CONNECTIONS true");
        await world.AsHarnessAsync(restored, statement);
        await world.AsHarnessAsync("postgres", $"ALTER DATABASE \"{restored}\" ALLOW_CONNECTIONS false");
    }

    private Task<GateResult> PrepareAsync() => world.Scenarios.PrepareAsync(
        world.Restored, new PrepareRequest { Run = world.Run.Key, ScenarioId = _id, Database = Database, Start = ScenarioStart.Fresh });

    private Task<ScenarioRecord> RecordAsync(string harness = "postgres-test-no-such-harness", string? id = null) =>
        world.Scenarios.MeasureAsync(new MeasureRequest { Target = Target, ScenarioId = id ?? _id, HarnessName = harness, Production = world.Plan });

    /// <summary>As the workflow asks for it.</summary>
    private async Task<ScenarioAnswer> AnswerAsync(string harness)
    {
        var plan = Plans.Valid() with
        {
            Name = world.Run.Plan,
            Production = world.Plan,
            WorkDirectory = world.Directories,
            Objects = new Objects { Network = "none", Volume = "none", DrContainer = world.Dr.Name, HarnessContainer = harness },
            Scenarios = [Plans.Writes(_id)],
        };
        var manifest = new Manifest
        {
            WorkflowId = world.Run.WorkflowId,
            Nonce = world.Run.Nonce,
            PlanSha256 = new string('0', 64),
            CreatedAt = DateTimeOffset.UnixEpoch,
            Plan = plan,
        };
        var runs = new MemoryRunStore();
        var run = await runs.AcceptAsync(manifest, TestContext.Current.CancellationToken);
        await run.AppendAsync(
            new GateJudged { Result = GateResult.Green(Gate.PlanPermitted, "the test's plan", "permitted", "permitted") },
            new Created { Kind = ObjectKind.Container, Name = world.Dr.Name, Id = world.Dr.ContainerId }, new Copied { DrSystemIdentifier = world.DrIdentity });
        var ended = new ScenarioRun { End = ScenarioEnd.Finished, ExitCode = 0, Seconds = 0 };
        return await new ScenarioActivities(world.Scenarios, runs).RecordAsync(
            new RecordRequest { Run = manifest.RunKey, ScenarioId = _id, Database = Database, Code = ended });
    }

    private Task<ScenarioRun> RunAsync(CodeRunRequest request) => world.Scenarios.RunAsync(request, _ => Task.CompletedTask);

    private CodeRunRequest Sql(params string[] statements) => new()
    {
        Target = Target,
        Scenario = new ScenarioCode { Id = _id, TimeoutSeconds = 300, Sql = new SqlStatements { Statements = statements } },
        CodeDirectory = "/nowhere",
        MountAt = "/code",
        HarnessName = "postgres-test-no-such-harness",
        NetworkId = "none",
    };
}
