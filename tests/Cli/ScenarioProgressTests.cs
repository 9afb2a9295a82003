using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

public sealed class ScenarioProgressTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 17, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(RunPhase.Scenarios, false, ScenarioState.Running)]
    [InlineData(RunPhase.Teardown, false, ScenarioState.Interrupted)]
    [InlineData(RunPhase.Scenarios, true, ScenarioState.Interrupted)]
    public void A_scenario_that_ran_when_its_run_went_on_or_was_terminated_is_interrupted(RunPhase phase, bool closed, ScenarioState state)
    {
        var seen = new Observation { WorkflowId = "w", Run = Run(phase, "S1: run", 2, running: 1), RunClosed = closed };
        Assert.Equal([state, ScenarioState.NotStarted], seen.Scenarios.Select(s => s.State));
        Assert.Contains($"Scenario S2 {(state == ScenarioState.Running ? "is waiting" : "was not run")}: Title 2.", StatusText.Render(seen, "w", Now).Select(l => l.Text.Trim()));
    }

    [Fact]
    public void Status_calls_a_running_scenario_running_and_names_the_phase()
    {
        var lines = StatusText.Render(new Observation { WorkflowId = "w", Run = Run(RunPhase.Scenarios, "S1: run", 2, running: 1) }, "running", Now).Select(l => l.Text).ToList();
        Assert.Contains("  phase scenarios, at S1: run", lines);
        Assert.Contains("  Scenario S1 is running: Title 1.", lines);
        Assert.Contains("  Scenario S2 is waiting: Title 2.", lines);
    }

    [Fact]
    public void A_gate_that_is_red_in_one_scenario_is_in_no_list_of_green_ones()
    {
        GateResult[] gates = [Valid, GateResult.Green(Gate.AppendOnly, "s", "e", "f") with { Scenario = "S1" }, GateResult.Red(Gate.AppendOnly, "s", "e", "f", "r") with { Scenario = "S3" }];
        var seen = new Observation { WorkflowId = "w", Run = Run(RunPhase.Scenarios, "S3: run", 3) with { Gates = [.. gates.Select(GateAnswer.From)] } };
        Assert.Equal(["G-01"], seen.GreenGates);
        Assert.Contains(LiveView.Render(seen, [], Now, 80, 24), l => l.Text == "Gates green: 01");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(12)]
    [InlineData(29)]
    public void Thirty_scenarios_fit_a_small_terminal_with_phase_step_and_the_running_one(int passed)
    {
        var run = Run(RunPhase.Scenarios, $"S{passed + 1}: run", 30, running: passed + 1);
        run = run with { Scenarios = [.. run.Scenarios.Select((s, i) => i < passed ? s with { State = ScenarioState.Passed, Seconds = 1 } : s)], Gates = [GateAnswer.From(Valid)] };
        var lines = LiveView.Render(new Observation { WorkflowId = "w", Run = run }, ["The abort was sent."], Now, 80, 24).Select(l => l.Text).ToList();
        Assert.InRange(lines.Count, 15, 24);
        Assert.StartsWith("Phase: scenarios", lines[1], StringComparison.Ordinal);
        Assert.Equal($"Step: S{passed + 1}: run …", lines[2]);
        Assert.Single(lines, l => l.StartsWith($"  ▶ S{passed + 1} ", StringComparison.Ordinal) && l.EndsWith(": running", StringComparison.Ordinal));
        Assert.Contains(lines, l => l.StartsWith("Scenarios: 30, ", StringComparison.Ordinal) && l.Contains("1 running", StringComparison.Ordinal));
    }

    [Fact]
    public void A_long_reason_takes_room_from_the_other_scenarios_not_from_the_phase()
    {
        var run = Run(RunPhase.Teardown, "remove the DR", 30);
        run = run with { Scenarios = [.. run.Scenarios.Select((s, i) => i < 20 ? s with { State = ScenarioState.Passed } : i == 20 ? s with { State = ScenarioState.Failed, Reason = new string('x', 400) } : s)] };
        var lines = LiveView.Render(new Observation { WorkflowId = "w", Run = run }, [], Now, 80, 24);
        Assert.InRange(lines.Sum(l => 1 + ((l.Text.Length - 1) / 80)), 15, 23);
        Assert.StartsWith("Phase: teardown", lines[1].Text, StringComparison.Ordinal);
        Assert.Contains(lines, l => l.Text.StartsWith("  ✗ S21 ", StringComparison.Ordinal));
    }

    private static GateResult Valid => GateResult.Green(Gate.PlanValid, "s", "e", "f");

    /// <param name="phase">Where the run is.</param>
    /// <param name="step">What it works on.</param>
    /// <param name="scenarios">How many it has.</param>
    /// <param name="running">Which one runs; 0 for none.</param>
    private static RunStatus Run(RunPhase phase, string step, int scenarios, int running = 0) => new()
    {
        WorkflowId = "w",
        Phase = phase,
        Step = step,
        StartedAt = Now.AddMinutes(-5),
        Scenarios =
        [
            .. Enumerable.Range(1, scenarios).Select(i => new ScenarioStatus { Id = $"S{i}", Title = $"Title {i}", State = i == running ? ScenarioState.Running : ScenarioState.NotStarted }),
        ],
    };
}
