using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>The plan's scenarios in order; the first one with a gate that is not green ends the sequence (L1).</summary>
internal sealed class ScenarioPhase(RunInput run, AcceptedPlan plan, Breakpoints breakpoints, RunState state, Steps steps)
{
    /// <summary>How often a fresh scenario of doubtful outcome is run, each time on a new clone.</summary>
    private const int MostRuns = 3;

    /// <summary>Null when the sequence came to its end; else the point at which the hold expired.</summary>
    public async Task<string?> RunAsync()
    {
        var clones = new CloneSequence(plan);
        for (var number = 1; number <= plan.Scenarios.Count; number++)
        {
            var scenario = plan.Scenarios[number - 1];
            if (!await breakpoints.PassAsync(HoldRequest.Before(scenario.Id), clones.Shown))
            {
                return HoldRequest.Before(scenario.Id);
            }

            (clones, var gates) = await RunAsync(scenario, number, clones);
            if (!await breakpoints.PassAsync(HoldRequest.After(scenario.Id), clones.Shown))
            {
                return HoldRequest.After(scenario.Id);
            }

            if (!gates.AllGreen())
            {
                break;
            }
        }

        // A hold at the end ends in teardown, however it ends.
        await breakpoints.PassAsync(HoldRequest.End, clones.Shown);
        return null;
    }

    private async Task<(CloneSequence Clones, IReadOnlyList<GateAnswer> Gates)> RunAsync(PlannedScenario scenario, int number, CloneSequence clones)
    {
        var status = new ScenarioStatus { Id = scenario.Id, Title = scenario.Title, State = ScenarioState.Running };
        state.Show(status);
        for (var runs = 1; ; runs++)
        {
            var request = clones.Prepare(run.Run, number);
            var target = await steps.LongGate((IScenarios a) => a.PrepareAsync(request), $"{scenario.Id}: prepare");
            clones = clones.Prepared(request);
            if (target.State != GateState.Green)
            {
                return (clones, Show(status, [target], seconds: 0));
            }

            var ahead = MakeAheadAsync(clones, number);
            var code = RunCodeAsync(scenario, request.Database);
            await Workflow.WhenAllAsync(ahead, code);
            (clones, var ended) = (await ahead, await code);
            if (ended.Doubtful && scenario.Start == ScenarioStart.Fresh && runs < MostRuns)
            {
                await steps.Quick((IScenarios a) => a.RemoveHarnessAsync(run), $"{scenario.Id}: remove harness");
                await steps.Long((IProvision a) => a.StartDrAsync(run), "start the DR again");
                continue;
            }

            var record = new RecordRequest { Run = run.Run, ScenarioId = scenario.Id, Database = request.Database, Code = ended };
            var answer = await steps.Quick((IScenarios a) => a.RecordAsync(record), $"{scenario.Id}: record what it left");
            return (clones, Show(status, answer.Gates, ended.Seconds));
        }
    }

    /// <summary>The clone of the next scenario is made while the code of this one runs.</summary>
    private async Task<CloneSequence> MakeAheadAsync(CloneSequence clones, int number) => clones.MakeAhead(run.Run, number) is { } request
        ? clones.MadeAhead(request, await steps.Long((IScenarios a) => a.MakeNextDatabaseAsync(request), "database of the next scenario"))
        : clones;

    private Task<ScenarioRun> RunCodeAsync(PlannedScenario scenario, string database)
    {
        var request = new ScenarioRequest { Run = run.Run, ScenarioId = scenario.Id, Database = database };
        return steps.Long((IScenarios a) => a.RunAsync(request), $"{scenario.Id}: run");
    }

    private IReadOnlyList<GateAnswer> Show(ScenarioStatus status, IReadOnlyList<GateAnswer> gates, double seconds)
    {
        foreach (var gate in gates)
        {
            steps.Show(gate);
        }

        var first = gates.FirstOrDefault(gate => gate.State != GateState.Green);
        state.Show(status with
        {
            State = first is null ? ScenarioState.Passed : ScenarioState.Failed,
            Reason = first is null ? null : $"{first.Gate}: expected {first.Expected}; found {first.Found}",
            Seconds = seconds,
        });
        return gates;
    }
}
