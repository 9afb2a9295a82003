using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Provision;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>Scenarios as the workflow asks for them: each step reads the run from its host, works, and writes to the run's journal.</summary>
internal sealed class ScenarioActivities(IScenarioSteps steps, IRunStore runs) : IScenarios
{
    public async Task<NextDatabase> MakeNextDatabaseAsync(NextDatabaseRequest request) =>
        await steps.MakeNextDatabaseAsync((await OpenAsync(request.Run)).Target(), request);

    public async Task<GateAnswer> PrepareAsync(PrepareRequest request)
    {
        var run = await OpenAsync(request.Run);
        return await run.JudgeAsync(await steps.PrepareAsync(run.Target(), request) with { Scenario = request.ScenarioId });
    }

    public async Task<ScenarioRun> RunAsync(ScenarioRequest request)
    {
        var run = await OpenAsync(request.Run);
        var scenario = run.Scenario(request.ScenarioId);
        var harness = run.Plan.Objects.HarnessContainer;
        if (scenario.Harness is not null)
        {
            await run.AppendAsync(new Intended { Kind = ObjectKind.Container, Name = harness });
        }

        var ended = await steps.RunAsync(
            ScenarioRequests.Code(run, scenario, request.Database),
            id => run.AppendAsync(new Created { Kind = ObjectKind.Container, Name = harness, Id = id }));
        return ended with { Doubtful = ScenarioJudgement.IsDoubtful(scenario, ended) };
    }

    public async Task RemoveHarnessAsync(RunInput run) => await RemoveHarnessAsync(await OpenAsync(run.Run));

    public async Task<ScenarioAnswer> RecordAsync(RecordRequest request)
    {
        var run = await OpenAsync(request.Run);
        var scenario = run.Scenario(request.ScenarioId);
        await RemoveHarnessAsync(run);
        var record = await steps.MeasureAsync(ScenarioRequests.Measure(run, scenario, request.Database));
        var gates = ScenarioJudgement.Judge(run.Plan, scenario, request.Database, request.Code, record);
        var effect = new EffectMeasured { Scenario = scenario.Id, Seconds = request.Code.Seconds, Effects = record.Effects };
        var written = await run.AppendAsync([effect, .. gates.Select(gate => new GateJudged { Result = gate })]);
        return new ScenarioAnswer { Gates = [.. written.OfType<GateJudged>().Where(e => e.Result.Scenario == scenario.Id).Select(e => GateAnswer.From(e.Result))] };
    }

    /// <summary>By its captured id, when it is the run's; one that stays is thrown, since nothing may be measured beside it.</summary>
    private async Task RemoveHarnessAsync(RecordedRun run)
    {
        var result = await steps.RemoveHarnessAsync(StepRequest.Harness(run.Ref, run.Plan.Objects.HarnessContainer));
        StepFailure.ThrowIfLeft(result, run.Ledger.WithOutcomes(result).In(TeardownStep.HarnessContainer));
    }

    private Task<RecordedRun> OpenAsync(string run) => runs.OpenPermittedAsync(run, CurrentActivity.Cancel);
}
