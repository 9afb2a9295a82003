using System.Text.Json;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Tests.Postgres;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Scenarios;

[Trait("needs", "docker")]
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
        var check = Check(await PrepareAsync(), Effect.Writes, new DeclaredRows { Table = "public.batch", Inserted = 2 });
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckTargetAsync(At())).State);
        await world.AsHarnessAsync(Database, InsertTwo);
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckHarnessGoneAsync(At())).State);
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckAppendOnlyAsync(check)).State);
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckDeclaredRowsAsync(check)).State);
        Assert.Equal(GateState.Red, (await world.Scenarios.CheckRolledBackAsync(check)).State);

        var effects = await world.Scenarios.RecordAsync(check);
        Assert.Equal(new TableEffect { Table = "public.batch", Inserted = 2 }, Assert.Single(effects.Tables));
        Assert.Equal(1, effects.Statements);
        Assert.True(effects.SequencesMoved);
        Assert.False(effects.CatalogChanged);

        // The slot is gone; a second attempt must say the same.
        var again = await world.Scenarios.RecordAsync(check);
        Assert.Equal(JsonSerializer.Serialize(effects, Json.Options), JsonSerializer.Serialize(again, Json.Options));
        await new EvidenceStore(world.Host, new Redactor(world.Host)).JoinAsync(world.Run, TestContext.Current.CancellationToken);
        var trace = await File.ReadAllTextAsync($"{world.Host.Evidence}/{world.Run.Key}/sql-trace.ndjson", TestContext.Current.CancellationToken);
        Assert.Contains(InsertTwo, trace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transaction_that_rolls_back_leaves_nothing_though_sequences_move()
    {
        var check = Check(await PrepareAsync(), Effect.RollsBack);
        await world.AsHarnessAsync(Database, $"BEGIN; {InsertTwo}; ROLLBACK");
        var gate = await world.Scenarios.CheckRolledBackAsync(check);
        Assert.Equal(GateState.Green, gate.State);
        Assert.Contains("sequences moved", gate.Found, StringComparison.Ordinal);
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckDeclaredRowsAsync(check)).State);
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
        var check = Check(await PrepareAsync(), Effect.Writes);
        await world.AsHarnessAsync(Database, statement);
        var gate = await world.Scenarios.CheckAppendOnlyAsync(check);
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains(named, gate.Found, StringComparison.Ordinal);
        await world.AsHarnessAsync(Database, "DROP ROLE IF EXISTS extra_role");
    }

    [Fact]
    public async Task A_row_in_a_table_that_is_not_declared_is_red_and_a_partition_counts_for_its_table()
    {
        var check = Check(await PrepareAsync(), Effect.Writes, new DeclaredRows { Table = "public.event", Inserted = 2 });
        await world.AsHarnessAsync(Database, "INSERT INTO public.event VALUES ('2025-06-01', 'x'), ('2026-06-01', 'y')");
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckDeclaredRowsAsync(check)).State);
        await world.AsHarnessAsync(Database, """INSERT INTO "Odd Schema"."Odd ""Table"": x" VALUES ('three: INSERT: ')""");
        var gate = await world.Scenarios.CheckDeclaredRowsAsync(check);
        Assert.Equal(
            new Difference("\"Odd Schema\".\"Odd \"\"Table\"\": x\"", "0 inserted, 0 updated", "1 inserted, 0 updated"), Assert.Single(gate.Differences));
    }

    [Fact]
    public async Task Statements_run_once_and_their_result_is_taken_by_a_second_attempt()
    {
        var check = Check(await PrepareAsync(), Effect.Writes, new DeclaredRows { Table = "public.batch", Inserted = 2 });
        var request = Sql(InsertTwo, "SELECT count(*) FROM public.batch");
        var run = await world.Scenarios.RunAsync(request);
        Assert.Equal("505", run.Result);
        Assert.Equal(run, await world.Scenarios.RunAsync(request));
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckDeclaredRowsAsync(check)).State);
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckOutcomeAsync(Outcome(request, run, result: "505"))).State);
        Assert.Equal(GateState.Red, (await world.Scenarios.CheckOutcomeAsync(Outcome(request, run, result: "504"))).State);
        Assert.Equal(2, (await world.Scenarios.RecordAsync(check)).Statements);
    }

    [Fact]
    public async Task Statements_that_fail_end_with_their_sqlstate()
    {
        var check = Check(await PrepareAsync(), Effect.RollsBack);
        var request = Sql("INSERT INTO public.batch (name, amount) VALUES ('x', -1)", "INSERT INTO public.batch (name) VALUES ('never')");
        var run = await world.Scenarios.RunAsync(request);
        Assert.Equal("23514", run.SqlState);
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckOutcomeAsync(Outcome(request, run, state: "23514"))).State);
        Assert.Equal(GateState.Red, (await world.Scenarios.CheckOutcomeAsync(Outcome(request, run, state: "23505"))).State);
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckRolledBackAsync(check)).State);
    }

    [Fact]
    public async Task A_scenario_that_may_have_run_is_unknown_until_it_is_prepared_again()
    {
        await PrepareAsync();
        await Marks.WriteAsync(Marks.Begun(world.Directories, _id, Database), _id, TestContext.Current.CancellationToken);
        Assert.Equal(ScenarioEnd.Unknown, (await world.Scenarios.RunAsync(Sql("SELECT 1"))).End);
        await PrepareAsync();
        Assert.Equal(ScenarioEnd.Finished, (await world.Scenarios.RunAsync(Sql("SELECT 1"))).End);
    }

    [Fact]
    public async Task Statements_that_take_too_long_are_stopped()
    {
        await PrepareAsync();
        var request = Sql("SELECT pg_sleep(60)");
        var run = await world.Scenarios.RunAsync(request with { Scenario = request.Scenario with { TimeoutSeconds = 1 } });
        Assert.Equal(ScenarioEnd.TimedOut, run.End);
        Assert.Equal(GateState.Red, (await world.Scenarios.CheckOutcomeAsync(Outcome(request, run))).State);
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckHarnessGoneAsync(At())).State);
    }

    [Fact]
    public async Task A_harness_error_is_found_in_the_servers_log()
    {
        await PrepareAsync();
        await world.AsHarnessAsync(Database, "DO $$ BEGIN INSERT INTO batch (name, amount) VALUES ('x', -1); EXCEPTION WHEN check_violation THEN NULL; END $$");
        var request = Sql() with { Scenario = Sql().Scenario with { Sql = null, Harness = new HarnessCommand { Command = ["x"] } } };
        var run = new ScenarioRun { End = ScenarioEnd.Finished, ExitCode = 0, Seconds = 0 };
        Assert.Equal(GateState.Red, (await world.Scenarios.CheckOutcomeAsync(Outcome(request, run, state: "23505"))).State);
        await Assert.ThrowsAnyAsync<Exception>(() => world.AsHarnessAsync(Database, "INSERT INTO batch (name, amount) SELECT name, 1 FROM batch"));
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckOutcomeAsync(Outcome(request, run, state: "23505"))).State);
    }

    [Fact]
    public async Task A_session_and_a_prepared_transaction_that_stay_are_red()
    {
        await PrepareAsync();
        await world.AsHarnessAsync(Database, "BEGIN; INSERT INTO public.empty VALUES (1); PREPARE TRANSACTION 'left'");
        var gate = await world.Scenarios.CheckHarnessGoneAsync(At());
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains("prepared transaction", gate.Found, StringComparison.Ordinal);
        Assert.Contains("lock RowExclusiveLock", gate.Found, StringComparison.Ordinal);
        await world.AsHarnessAsync(Database, "ROLLBACK PREPARED 'left'");
        var container = await world.Scenarios.CheckHarnessGoneAsync(At() with { HarnessName = world.ProductionName });
        Assert.Contains(world.ProductionId, container.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Continue_goes_on_from_the_state_before_and_counts_anew()
    {
        await PrepareAsync();
        await world.AsHarnessAsync(Database, InsertTwo);
        var prepared = await world.Scenarios.PrepareAsync(
            new PrepareRequest { Source = world.Restored, ScenarioId = $"{_id}-2", Database = Database, Start = ScenarioStart.Continue });
        Assert.Equal("505", await world.AsHarnessAsync(Database, "SELECT count(*) FROM public.batch"));
        Assert.Equal(GateState.Green, (await world.Scenarios.CheckRolledBackAsync(Check(prepared, Effect.RollsBack))).State);
    }

    [Fact]
    public async Task A_database_without_the_runs_nonce_is_red()
    {
        var gate = await world.Scenarios.CheckTargetAsync(At() with { Target = world.Target("postgres") });
        Assert.Equal(GateState.Red, gate.State);
        Assert.Contains("absent", gate.Found, StringComparison.Ordinal);
    }

    private Task<PreparedScenario> PrepareAsync() => world.Scenarios.PrepareAsync(
        new PrepareRequest { Source = world.Restored, ScenarioId = _id, Database = Database, Start = ScenarioStart.Fresh });

    private TargetCheck At() => new() { Target = Target, ScenarioId = _id, HarnessName = "postgres-test-no-such-harness" };

    private EffectCheck Check(PreparedScenario prepared, Effect effect, params DeclaredRows[] rows) =>
        new() { Target = Target, Prepared = prepared, Expect = new Expectation { Effect = effect, Rows = rows } };

    private RunRequest Sql(params string[] statements) => new()
    {
        Target = Target,
        Scenario = new Scenario
        {
            Id = _id,
            Title = "test",
            Sql = new SqlStatements { Statements = statements },
            Expect = new Expectation { Effect = Effect.Writes },
        },
        Code = new Code { Repository = "/nowhere", Commit = new string('0', 40) },
        HarnessName = "postgres-test-no-such-harness",
        NetworkId = "none",
    };

    private OutcomeCheck Outcome(RunRequest request, ScenarioRun run, string? result = null, string? state = null) => new()
    {
        Target = Target,
        Run = run,
        Scenario = request.Scenario with { Expect = new Expectation { Effect = Effect.Writes, Result = result, SqlState = state } },
    };
}
