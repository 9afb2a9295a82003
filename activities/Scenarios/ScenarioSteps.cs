using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Scenarios.Databases;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Activities.Scenarios.Measurement;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Activities.Scenarios;

/// <summary>The steps of a scenario on this host, each a class of its own.</summary>
internal sealed class ScenarioSteps(ScenarioDatabases databases, CodeRun code, ScenarioRecording recording, DockerEngine docker) : IScenarioSteps
{
    public Task<NextDatabase> MakeNextDatabaseAsync(DrTarget source, NextDatabaseRequest request) => databases.MakeAheadAsync(source, request);

    public Task<GateResult> PrepareAsync(DrTarget source, PrepareRequest request) => databases.PrepareAsync(source, request);

    public async Task<ScenarioRun> RunAsync(CodeRunRequest request, Func<string, Task> created)
    {
        await databases.EnsureDrAsync(request.Target.Dr);
        return await code.RunAsync(request, created);
    }

    public Task<StepResult> RemoveHarnessAsync(StepRequest request) => new ObjectRemoval(docker).WalkAsync(request);

    public async Task<ScenarioRecord> MeasureAsync(MeasureRequest request)
    {
        await databases.EnsureDrAsync(request.Target.Dr);
        return await recording.RecordAsync(request);
    }
}
