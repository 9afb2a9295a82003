using System.Reflection;
using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Activities.Scenarios.Measurement;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Runs;
using DotIuCutter.Temporal.Tests.Simulation.Server;
using DotIuCutter.Temporal.Tests.Simulation.World;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>
/// Scenarios: only what makes or destroys a container is simulated here, told apart by what is asked; the rest is measured by the fake of the
/// workflow tests, so that the two never disagree on what a scenario's activities are.
/// </summary>
internal sealed class SimulatedHarness(Place place) : IScenarioSteps
{
    private readonly FakeScenarios rest = new(new FakeWorld(), TwoScenarios.Plan);
    private readonly Dictionary<string, string> marks = [];

    /// <summary>How the code under test ends the next time it is started; by default well.</summary>
    public ScenarioEnd NextEnd { get; set; } = ScenarioEnd.Finished;

    public int NextExitCode { get; set; }

    public Task<NextDatabase> MakeNextDatabaseAsync(DrTarget source, NextDatabaseRequest request) => rest.MakeNextDatabaseAsync(source, request);

    public Task<GateResult> PrepareAsync(DrTarget source, PrepareRequest request) => rest.PrepareAsync(source, request);

    public async Task<ScenarioRun> RunAsync(CodeRunRequest request, Func<string, Task> created)
    {
        var ended = Run(request, place.Actor ?? throw new InvalidOperationException("Nobody is at work."));
        if (place.Engine.Container(request.HarnessName) is { Maker: { } maker } made && maker == request.Target.Dr.Run.Nonce)
        {
            await created(made.Id);
        }

        return ended;
    }

    public Task<StepResult> RemoveHarnessAsync(StepRequest request) => Task.FromResult(MemoryRemoval.Remove(place.Engine, request));

    public Task<ScenarioRecord> MeasureAsync(MeasureRequest request) => Task.FromResult(rest.Measure(request.ScenarioId));

    private ScenarioRun Run(CodeRunRequest request, TaskAttempt attempt)
    {
        var run = request.Target.Dr.Run;
        var engine = place.Engine;
        if (engine.Container(request.HarnessName) is { } there)
        {
            return Ownership.Ours(there.Labels, run) && there.Labels[Labels.Scenario] == request.Scenario.Id && there.Database == request.Target.Database
                ? Ended(ScenarioEnd.Finished) with { Interrupted = true }
                : Ended(ScenarioEnd.Refused);
        }

        var mark = $"{attempt.Task.Owner.RunId}/{attempt.Task.Id}";
        if (marks.ContainsKey(mark))
        {
            return Ended(ScenarioEnd.Unknown);
        }

        if (!place.Daemon && place.Fences.Closed(run.Nonce))
        {
            throw new ApplicationFailureException($"Run '{run.Key}' is closed.", FailureTypes.RunClosed, nonRetryable: true);
        }

        if (engine.ById(ObjectKind.Network, request.NetworkId)?.Maker != run.Nonce)
        {
            throw new InvalidOperationException("The run's network is gone.");
        }

        string[] volumes = place.Dice.Chance(30) ? [MemoryCreation.AnonymousVolume(engine, run)] : [];
        marks[mark] = MemoryCreation.Container(engine, request.HarnessName, run, request.NetworkId, volumes, request.Scenario.Id, request.Target.Database).Id;
        place.Of(run.Nonce).CodeRuns.Add($"{request.Scenario.Id} on {request.Target.Database}, activity {mark}");
        var ended = Ended(NextEnd);
        NextEnd = ScenarioEnd.Finished;
        return ended;
    }

    private ScenarioRun Ended(ScenarioEnd end) =>
        new() { End = end, ExitCode = end == ScenarioEnd.Finished ? NextExitCode : null, Reason = end == ScenarioEnd.Finished ? null : "simulated", Seconds = 0.1 };
}
