using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Scenarios;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Activities.Scenarios.Measurement;
using DotIuCutter.Temporal.Activities.Teardown.Removal;
using DotIuCutter.Temporal.Activities.Teardown;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Every scenario does what its plan expects, but for the gates that are to be red: <c>G-15</c> in <see cref="FakeWorld.Red"/> spoils what G-15 looks at.</summary>
internal sealed class FakeScenarios(FakeWorld world, Plan plan) : IScenarioSteps
{
    public Task<NextDatabase> MakeNextDatabaseAsync(DrTarget source, NextDatabaseRequest request) => world.DoAsync<IScenarios, NextDatabase>(() =>
    {
        world.Databases.Enqueue(string.Join(", ", ((string?[])[Drop(request.Drop), request.Database is { } made ? $"make {made}" : null]).OfType<string>()));
        return request.Database is null ? new() : world.NoRoom ? new() { Reason = "planted" } : new() { Version = Version(request.Database) };
    });

    public Task<GateResult> PrepareAsync(DrTarget source, PrepareRequest request) => world.DoAsync<IScenarios, GateResult>(() =>
    {
        Assert.True(request.Version is null || request.Version == Version(request.Database));
        world.Databases.Enqueue(string.Join(", ", ((string?[])[Drop(request.Drop), $"take {request.Database}{(request.Version is null ? "" : " as made")}"]).OfType<string>()));
        return G14Target.Judge(source.Dr.Run, request.Database, source.SystemIdentifier, (source.SystemIdentifier, Red("G-14") ? "another" : source.Dr.Run.Nonce), prepared: !Red("G-14"));
    });

    public Task<ScenarioRun> RunAsync(CodeRunRequest request, Func<string, Task> created) => world.DoAsync<IScenarios, ScenarioRun>(async () =>
    {
        await created((world.Engine.Container(request.HarnessName) ?? MemoryCreation.Container(world.Engine, request.HarnessName, request.Target.Dr.Run, request.NetworkId, volumes: [], request.Scenario.Id, request.Target.Database)).Id);
        return world.Ends.TryDequeue(out var end) ? end : new ScenarioRun { End = ScenarioEnd.Finished, ExitCode = Red("G-15") ? 9 : Expected(request.Scenario.Id).ExitCode, Seconds = 0.1 };
    });

    /// <summary>Counts as a step of its own only where the workflow asks for it: <see cref="MeasureAsync"/> comes after it in any case.</summary>
    public Task<StepResult> RemoveHarnessAsync(StepRequest request) => IsRecording
        ? Task.FromResult(MemoryRemoval.Remove(world.Engine, request))
        : world.DoAsync<IScenarios, StepResult>(() => MemoryRemoval.Remove(world.Engine, request));

    public Task<ScenarioRecord> MeasureAsync(MeasureRequest request) => world.DoAsync<IScenarios, ScenarioRecord>(() => Measure(request.ScenarioId), nameof(IScenarios.RecordAsync));

    public ScenarioRecord Measure(string scenario) => new()
    {
        Left = Red("G-20") ? ["session 7, idle in transaction"] : [],
        SqlStates = [],
        Attempts = Red("G-17") ? [new AttemptedStatement { Verb = "DELETE", Pid = 7, Time = "now" }] : [],
        Effects = new ScenarioEffects { Tables = [.. Tables(scenario)], CatalogChanged = false, SequencesMoved = false, Statements = 1 },
        Production = new ProductionSessions { Names = ["dryrun-x"], Ours = Red("G-19") ? 1 : 0, OthersOfRole = 0 },
    };

    private static bool IsRecording => ActivityExecutionContext.HasCurrent && ActivityExecutionContext.Current.Info.ActivityType == "scenario.record";

    private IEnumerable<TableEffect> Tables(string scenario)
    {
        var expect = Expected(scenario);
        var declared = expect.Rows.Select(r => new TableEffect { Table = r.Table, Inserted = r.Inserted, Updated = r.Updated });
        return Red(expect.Effect == Effect.RollsBack ? "G-16" : "G-18") ? [.. declared, new TableEffect { Table = "public.stray", Inserted = 1 }] : declared;
    }

    private Expectation Expected(string scenario) => plan.Scenarios.Single(s => s.Id == scenario).Expect;

    private static string Version(string database) => $"version of {database}";

    private static string? Drop(string? database) => database is null ? null : $"drop {database}";

    private bool Red(string gate) => world.Red.ContainsKey(gate);
}
