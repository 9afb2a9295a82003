using System.Globalization;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Provision;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>The plan's scenarios in order; the first one with a red gate ends the sequence (L1).</summary>
internal sealed class ScenarioPhase(Manifest manifest, ProvisionedDr dr, Breakpoints holds, RunState board, CancellationToken stop)
{
    /// <summary>How often a fresh scenario of doubtful outcome is run, each time on a new clone.</summary>
    private const int MostRuns = 3;

    private readonly Plan plan = manifest.Plan;

    private readonly bool ahead = Workflow.Patched(NextDatabaseRequest.Patch);

    /// <summary>The database the scenario before worked in.</summary>
    private string? database;

    /// <summary>The clone before that one, which has served.</summary>
    private string? spent;

    /// <summary>The clone that was made ahead, and its version; absent when there is none.</summary>
    private (string Name, string Version)? next;

    private string Database => database ?? dr.Target.Database;

    /// <summary>Null when they came to their end; else the point at which nobody went on.</summary>
    public async Task<string?> RunAsync()
    {
        for (var index = 0; index < plan.Scenarios.Count; index++)
        {
            var scenario = plan.Scenarios[index];
            if (!await holds.AtAsync(HoldRequest.Before(scenario.Id), Database))
            {
                return HoldRequest.Before(scenario.Id);
            }

            var outcome = await RunAsync(scenario, index + 1);
            board.Record(outcome);
            if (!await holds.AtAsync(HoldRequest.After(scenario.Id), Database))
            {
                return HoldRequest.After(scenario.Id);
            }

            if (outcome.Verdict == ScenarioVerdict.Fail)
            {
                break;
            }
        }

        // As long as anybody may want it, and no longer: teardown comes next either way.
        await holds.AtAsync(HoldRequest.End, Database);
        return null;
    }

    private async Task<ScenarioOutcome> RunAsync(Scenario scenario, int number)
    {
        for (var runs = 1; ; runs++)
        {
            var prepared = await PrepareAsync(scenario, number);
            var target = dr.Target with { Database = Database };
            if (!Judge(scenario, G14Target.Judge(target, prepared)) || prepared.Marks is not { } marks)
            {
                return Failed(scenario, seconds: 0, effects: null);
            }

            var making = MakeNextDatabaseAsync(number);
            var running = RunCodeAsync(scenario, target);
            await Workflow.WhenAllAsync(making, running);
            var run = await running;
            var again = Doubtful(scenario, run) && scenario.Start == ScenarioStart.Fresh && runs < MostRuns;
            if (again || !board.SaidOnce)
            {
                await RemoveHarnessAsync(scenario);
            }

            if (again)
            {
                await Workflow.ExecuteActivityAsync((IProvision a) => a.StartDrAsync(dr.Target.Dr), Policies.Long(board.Doing("start the DR again"), stop));
                continue;
            }

            return await JudgeAsync(scenario, target, marks, run);
        }
    }

    /// <summary>Nobody knows whether the code ran, or its failure may be that of an engine that was away meanwhile: that is not the code's fault.</summary>
    private static bool Doubtful(Scenario scenario, ScenarioRun run) =>
        run.End == ScenarioEnd.Unknown || (run.Interrupted && run.End == ScenarioEnd.Finished && run.ExitCode != (scenario.Expect.ExitCode ?? run.ExitCode));

    private async Task<PreparedScenario> PrepareAsync(Scenario scenario, int number)
    {
        var fresh = scenario.Start == ScenarioStart.Fresh;
        var name = fresh || database is null ? CloneName(number) : database;
        var before = fresh && database != name ? database : null;
        var version = fresh && next is { } made && made.Name == name ? made.Version : null;
        var request = new PrepareRequest
        {
            Source = dr.Target,
            ScenarioId = scenario.Id,
            Database = name,
            Start = scenario.Start,
            Version = version,
            Drop = version is null ? before : null,
        };
        var prepared = await Workflow.ExecuteActivityAsync((IScenarios a) => a.PrepareAsync(request), Policies.Long(board.Doing($"{scenario.Id}: prepare"), stop));
        spent = version is null ? spent : before;
        database = name;
        return prepared;
    }

    /// <summary>After the last scenario too: what has served is not left to teardown.</summary>
    private async Task MakeNextDatabaseAsync(int number)
    {
        var name = plan.Scenarios.ElementAtOrDefault(number) is { Start: ScenarioStart.Fresh } ? CloneName(number + 1) : null;
        var wanted = name == next?.Name ? null : name;
        if (!ahead || (wanted is null && spent is null))
        {
            return;
        }

        var request = new NextDatabaseRequest { Source = dr.Target, Drop = spent, Database = wanted };
        var made = await Workflow.ExecuteActivityAsync((IScenarios a) => a.MakeNextDatabaseAsync(request), Policies.Long(board.Doing("database of the next scenario"), stop));
        spent = null;
        next = wanted is not null && made.Version is { } version ? (wanted, version) : next;
    }

    private async Task<ScenarioRun> RunCodeAsync(Scenario scenario, DrTarget target)
    {
        var request = new RunRequest
        {
            Target = target,
            Scenario = ScenarioCode.From(scenario),
            Code = plan.Code,
            Harness = scenario.Harness is null ? null : plan.Harness,
            HarnessImageId = scenario.Harness is null ? null : board.Facts.HarnessImageId,
            HarnessName = plan.Objects.HarnessContainer,
            NetworkId = dr.NetworkId,
        };
        var run = await Workflow.ExecuteActivityAsync((IScenarios a) => a.RunAsync(request), Policies.Long(board.Doing($"{scenario.Id}: run"), stop));
        return run;
    }

    private async Task RemoveHarnessAsync(Scenario scenario)
    {
        if (scenario.Harness is not null)
        {
            var request = StepRequest.Harness(manifest.Run, plan.Objects.HarnessContainer);
            await Workflow.ExecuteActivityAsync((IScenarios a) => a.RemoveHarnessAsync(request), Step(scenario, "remove harness"));
        }
    }

    private async Task<ScenarioOutcome> JudgeAsync(Scenario scenario, DrTarget target, EffectMarks marks, ScenarioRun run)
    {
        var request = new RecordRequest
        {
            Target = target,
            ScenarioId = scenario.Id,
            Marks = marks,
            HarnessName = plan.Objects.HarnessContainer,
            Production = board.SaidOnce ? plan.Production : null,
        };
        var (record, sessions) = await MeasureAsync(scenario, request);

        var green = true;
        foreach (var gate in (GateResult[])[.. ScenarioJudgement.Judge(scenario, target.Database, request.HarnessName, run, record), sessions])
        {
            green &= Judge(scenario, gate);
        }

        return green
            ? new ScenarioOutcome { Id = scenario.Id, Title = scenario.Title, Verdict = ScenarioVerdict.Pass, Seconds = run.Seconds, Effects = record.Effects }
            : Failed(scenario, run.Seconds, record.Effects);
    }

    /// <summary>A run of an earlier version, and one whose record a worker of an earlier version made, looks at production in a step of its own.</summary>
    private async Task<(ScenarioRecord Record, GateResult Sessions)> MeasureAsync(Scenario scenario, RecordRequest request)
    {
        var recording = Workflow.ExecuteActivityAsync((IScenarios a) => a.RecordAsync(request), Step(scenario, "record what it left"));
        if (board.SaidOnce)
        {
            var record = await recording;
            return (record, record.Production is { } seen ? G19ProductionSessions.Judge(plan.Production.Role, seen) : await LookAtProductionAsync(scenario));
        }

        var looking = LookAtProductionAsync(scenario);
        await Workflow.WhenAllAsync(recording, looking);
        return (await recording, await looking);
    }

    private Task<GateResult> LookAtProductionAsync(Scenario scenario)
    {
        var production = new ProductionRequest { Run = manifest.Run, Production = plan.Production };
        return Workflow.ExecuteActivityAsync((IScenarios a) => a.CheckProductionSessionsAsync(production), Step(scenario, "no session on production"));
    }

    private bool Judge(Scenario scenario, GateResult gate) => board.Judge(gate with { Scenario = scenario.Id });

    private ScenarioOutcome Failed(Scenario scenario, double seconds, ScenarioEffects? effects)
    {
        var red = board.Gates.First(g => g.Scenario == scenario.Id && g.State != GateState.Green);
        return new ScenarioOutcome
        {
            Id = scenario.Id,
            Title = scenario.Title,
            Verdict = ScenarioVerdict.Fail,
            Reason = $"{red.Gate}: expected {red.Expected}; found {red.Found}",
            Seconds = seconds,
            Effects = effects,
        };
    }

    /// <summary>PostgreSQL cuts names at 63 bytes; the number stays.</summary>
    private string CloneName(int number)
    {
        var suffix = string.Create(CultureInfo.InvariantCulture, $"_s{number:00}");
        var name = plan.Dr.Database;
        return (name.Length + suffix.Length <= 63 ? name : name[..(63 - suffix.Length)]) + suffix;
    }

    private ActivityOptions Step(Scenario scenario, string what) => Policies.Quick(board.Doing($"{scenario.Id}: {what}"), stop);
}
