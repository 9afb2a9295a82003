using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Runs;

internal sealed class FakeScenarios(FakeWorld world) : IScenarios
{
    public Task<PreparedScenario> PrepareAsync(PrepareRequest request) => world.DoAsync<IScenarios, PreparedScenario>(() => new()
    {
        ScenarioId = request.ScenarioId,
        Database = request.Database,
        Slot = "slot",
        CatalogSha256 = "c",
        SequencesSha256 = "s",
    });

    public Task<GateResult> CheckTargetAsync(TargetCheck check) => world.GateAsync<IScenarios>("G-14");

    public Task<ScenarioRun> RunAsync(RunRequest request) => world.DoAsync<IScenarios, ScenarioRun>(() =>
    {
        world.Objects[request.HarnessName] = $"id of {request.HarnessName}";
        return new ScenarioRun { End = ScenarioEnd.Finished, ExitCode = 0, Seconds = 0.1 };
    });

    public Task<StepResult> RemoveHarnessAsync(StepRequest request) => world.DoAsync<IScenarios, StepResult>(() => world.Remove(request));

    public Task<GateResult> CheckHarnessGoneAsync(TargetCheck check) => world.GateAsync<IScenarios>("G-20");

    public Task<GateResult> CheckOutcomeAsync(OutcomeCheck check) => world.GateAsync<IScenarios>("G-15");

    public Task<GateResult> CheckRolledBackAsync(EffectCheck check) => world.GateAsync<IScenarios>("G-16");

    public Task<GateResult> CheckAppendOnlyAsync(EffectCheck check) => world.GateAsync<IScenarios>("G-17");

    public Task<GateResult> CheckDeclaredRowsAsync(EffectCheck check) => world.GateAsync<IScenarios>("G-18");

    public Task<GateResult> CheckProductionSessionsAsync(ProductionRequest request) => world.GateAsync<IScenarios>("G-19");

    public Task<ScenarioEffects> RecordAsync(EffectCheck check) =>
        world.DoAsync<IScenarios, ScenarioEffects>(() => new() { Tables = [], CatalogChanged = false, SequencesMoved = false, Statements = 1 });
}
