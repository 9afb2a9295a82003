using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Tests.Scenarios;

/// <summary>G-14 to G-20, which are judged from what was measured.</summary>
public sealed class JudgementTests
{
    private static readonly ScenarioRun Ended = new() { End = ScenarioEnd.Finished, ExitCode = 0, Seconds = 0 };
    private static readonly ScenarioEffects NoEffects = new() { Tables = [], CatalogChanged = false, SequencesMoved = true, Statements = 3 };
    private static readonly ProductionSessions NoSessions = new() { Names = ["dryrun"], Ours = 0, OthersOfRole = 1 };
    private static readonly ScenarioRecord Nothing = new() { Left = [], SqlStates = [], Attempts = [], Effects = NoEffects, Production = NoSessions };

    [Fact]
    public void A_scenario_that_did_as_expected_is_green_in_every_gate_that_applies()
    {
        var rollsBack = ScenarioJudgement.Judge(
            Plans.Valid(), Scenario(new Expectation { ExitCode = 0, Effect = Effect.RollsBack }), "db", Ended, Nothing);
        Assert.Equal(["G-20", "G-15", "G-16", "G-17", "G-19"], rollsBack.Select(gate => gate.Gate.Id));
        Assert.All(rollsBack, gate => Assert.Equal(GateState.Green, gate.State));

        var expect = new Expectation { Effect = Effect.Writes, Rows = [new DeclaredRows { Table = "public.t", Inserted = 2 }] };
        var writes = ScenarioJudgement.Judge(
            Plans.Valid(), Scenario(expect), "db", Ended, Wrote(new TableEffect { Table = "public.t", Inserted = 2 }));
        Assert.Equal(["G-20", "G-15", "G-18", "G-17", "G-19"], writes.Select(gate => gate.Gate.Id));
        Assert.All(writes, gate => Assert.Equal(GateState.Green, gate.State));
    }

    [Theory]
    [InlineData("1", "nonce", true)]
    [InlineData("2", "another", true)]
    [InlineData("2", null, true)]
    [InlineData("2", "nonce", false)]
    public void Another_server_another_nonce_or_no_marks_are_red(string identifier, string? nonce, bool marked)
    {
        var run = new RunRef { WorkflowId = "w", Plan = "p", Nonce = "nonce" };
        Assert.Equal(GateState.Red, G14Target.Judge(run, "db", "2", (identifier, nonce), marked).State);
    }

    [Theory]
    [InlineData(0, null, null, "00000", null, true)]
    [InlineData(1, null, null, "00000", null, false)]
    [InlineData(0, "23505", null, "23505", null, true)]
    [InlineData(0, "23505", null, "23514", null, false)]
    [InlineData(0, null, "505", "00000", "505", true)]
    [InlineData(0, null, "505", "00000", "504", false)]
    public void The_outcome_holds_when_all_that_the_plan_asks_for_was_found(int exit, string? state, string? result, string foundState, string? foundResult, bool holds)
    {
        var scenario = Scenario(new Expectation { ExitCode = 0, SqlState = state, Result = result, Effect = Effect.Writes });
        var gate = G15Outcome.Judge(scenario, Ended with { ExitCode = exit, Result = foundResult }, Nothing with { SqlStates = [foundState] });
        Assert.Equal(holds ? GateState.Green : GateState.Red, gate.State);
    }

    [Fact]
    public void A_statements_own_sqlstate_counts_and_not_what_else_is_in_the_log()
    {
        var scenario = Scenario(new Expectation { SqlState = "23514", Effect = Effect.RollsBack }) with { Harness = null, Sql = new SqlStatements { Statements = ["x"] } };
        Assert.Equal(GateState.Green, G15Outcome.Judge(scenario, Ended with { SqlState = "23514" }, Nothing).State);
        Assert.Equal(GateState.Red, G15Outcome.Judge(scenario, Ended, Nothing with { SqlStates = ["23514"] }).State);
    }

    [Theory]
    [InlineData(ScenarioEnd.TimedOut)]
    [InlineData(ScenarioEnd.Unknown)]
    [InlineData(ScenarioEnd.Refused)]
    public void What_did_not_come_to_an_end_is_red_whatever_the_plan_leaves_open(ScenarioEnd end) =>
        Assert.Equal(GateState.Red, G15Outcome.Judge(Scenario(new Expectation { Effect = Effect.Writes }), Ended with { End = end }, Nothing).State);

    [Theory]
    [InlineData(126, null, GateState.Red)]
    [InlineData(127, null, GateState.Red)]
    [InlineData(1, null, GateState.Green)]
    [InlineData(127, 127, GateState.Green)]
    public void A_program_that_is_not_there_has_rolled_nothing_back(int exit, int? expected, GateState state)
    {
        var gate = G15Outcome.Judge(Scenario(new Expectation { Effect = Effect.RollsBack, ExitCode = expected }), Ended with { ExitCode = exit }, Nothing);
        Assert.Equal(state, gate.State);
        Assert.Equal(exit != 1, gate.Found.Contains("is not there", StringComparison.Ordinal));
    }

    [Fact]
    public void One_row_or_a_changed_catalog_after_a_rollback_is_red()
    {
        Assert.Equal(GateState.Red, G16RolledBack.Judge("it", Wrote(new TableEffect { Table = "public.t", Inserted = 1 }).Effects).State);
        Assert.Equal(GateState.Red, G16RolledBack.Judge("it", NoEffects with { CatalogChanged = true }).State);
    }

    [Fact]
    public void Deleted_truncated_changed_or_only_tried_is_not_append_only()
    {
        ScenarioRecord[] records =
        [
            Wrote(new TableEffect { Table = "public.t", Deleted = 1 }),
            Wrote(new TableEffect { Table = "public.t", Truncated = 1 }),
            Nothing with { Effects = NoEffects with { CatalogChanged = true } },
            Nothing with { Attempts = [new AttemptedStatement { Verb = "DDL", Pid = 7, Time = "now" }] },
        ];
        Assert.All(records, record => Assert.Equal(GateState.Red, G17AppendOnly.Judge("it", record).State));
        Assert.Equal(GateState.Green, G17AppendOnly.Judge("it", Wrote(new TableEffect { Table = "public.t", Inserted = 1, Updated = 1 })).State);
    }

    [Fact]
    public void A_partition_counts_for_its_table_unless_the_plan_declares_the_partition_itself()
    {
        var effects = Wrote(new TableEffect { Table = "public.event_2025", Root = "public.event", Inserted = 1 }).Effects;
        Assert.Equal(GateState.Green, G18DeclaredRows.Judge("it", [new DeclaredRows { Table = "event", Inserted = 1 }], effects).State);
        Assert.Equal(GateState.Green, G18DeclaredRows.Judge("it", [new DeclaredRows { Table = "public.event_2025", Inserted = 1 }], effects).State);
        Assert.Equal(GateState.Red, G18DeclaredRows.Judge("it", [], effects).State);
    }

    [Fact]
    public void Whatever_stayed_is_named() =>
        Assert.Contains("session 7", G20HarnessGone.Judge("harness", "db", Nothing with { Left = ["session 7, idle"] }).Found, StringComparison.Ordinal);

    private static Scenario Scenario(Expectation expect) => new() { Id = "S1", Title = "one", Harness = new HarnessCommand { Command = ["true"] }, Expect = expect };

    private static ScenarioRecord Wrote(params TableEffect[] tables) => Nothing with { Effects = NoEffects with { Tables = tables } };
}
