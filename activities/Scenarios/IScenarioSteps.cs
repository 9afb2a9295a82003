using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Activities.Scenarios.Measurement;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>What a scenario does in the DR and on the engine. Nothing here knows of runs' journals.</summary>
internal interface IScenarioSteps
{
    Task<NextDatabase> MakeNextDatabaseAsync(DrTarget source, NextDatabaseRequest request);

    /// <summary>G-14. Green only when the scenario's database and its marks are there.</summary>
    Task<GateResult> PrepareAsync(DrTarget source, PrepareRequest request);

    /// <param name="request">The code, and where it runs.</param>
    /// <param name="created">Told the id of a harness container as soon as it exists.</param>
    Task<ScenarioRun> RunAsync(CodeRunRequest request, Func<string, Task> created);

    Task<StepResult> RemoveHarnessAsync(StepRequest request);

    /// <summary>What the scenario left, measured once: a second attempt answers what the first one measured.</summary>
    Task<ScenarioRecord> MeasureAsync(MeasureRequest request);
}
