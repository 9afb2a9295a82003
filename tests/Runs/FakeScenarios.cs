using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Scenarios;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>Every scenario does what its plan expects, but for the gates that are to be red: <c>G-15</c> in <see cref="FakeWorld.Red"/> spoils what G-15 looks at.</summary>
internal sealed class FakeScenarios(FakeWorld world, Plan plan) : IScenarios
{
    public Task<NextDatabase> MakeNextDatabaseAsync(NextDatabaseRequest request) => world.DoAsync<IScenarios, NextDatabase>(() =>
    {
        world.Databases.Enqueue(string.Join(", ", ((string?[])[Drop(request.Drop), request.Database is { } made ? $"make {made}" : null]).OfType<string>()));
        return request.Database is null ? new() : world.NoRoom ? new() { Reason = "planted" } : new() { Version = Version(request.Database) };
    });

    public Task<PreparedScenario> PrepareAsync(PrepareRequest request) => world.DoAsync<IScenarios, PreparedScenario>(() =>
    {
        Assert.True(request.Version is null || request.Version == Version(request.Database));
        world.Databases.Enqueue(string.Join(", ", ((string?[])[Drop(request.Drop), $"take {request.Database}{(request.Version is null ? "" : " as made")}"]).OfType<string>()));
        return new()
        {
            SystemIdentifier = request.Source.SystemIdentifier,
            Nonce = Red("G-14") ? "another" : request.Source.Dr.Run.Nonce,
            Marks = Red("G-14") ? null : new EffectMarks { Slot = "slot", CatalogSha256 = "c", SequencesSha256 = "s" },
        };
    });

    public Task<ScenarioRun> RunAsync(RunRequest request) => world.DoAsync<IScenarios, ScenarioRun>(() =>
    {
        world.Objects[request.HarnessName] = $"id of {request.HarnessName}";
        return world.Ends.TryDequeue(out var end) ? end : new ScenarioRun { End = ScenarioEnd.Finished, ExitCode = Red("G-15") ? 9 : Expected(request.Scenario.Id).ExitCode, Seconds = 0.1 };
    });

    public Task<StepResult> RemoveHarnessAsync(StepRequest request) => world.DoAsync<IScenarios, StepResult>(() => world.Remove(request));

    public Task<ScenarioRecord> RecordAsync(RecordRequest request) => world.DoAsync<IScenarios, ScenarioRecord>(() => Record(request));

    public Task<GateResult> CheckProductionSessionsAsync(ProductionRequest request) => world.GateAsync<IScenarios>("G-19");

    /// <summary>Without the harness, which is somebody else's to remove.</summary>
    public ScenarioRecord Measure(RecordRequest request) => new()
    {
        Left = Red("G-20") ? ["session 7, idle in transaction"] : [],
        SqlStates = [],
        Attempts = Red("G-17") ? [new AttemptedStatement { Verb = "DELETE", Pid = 7, Time = "now" }] : [],
        Effects = new ScenarioEffects { Tables = [.. Tables(request.ScenarioId)], CatalogChanged = false, SequencesMoved = false, Statements = 1 },
        Production = request.Production is null ? null : new ProductionSessions { Names = ["dryrun-x"], Ours = Red("G-19") ? 1 : 0, OthersOfRole = 0 },
    };

    private ScenarioRecord Record(RecordRequest request)
    {
        world.Remove(StepRequest.Harness(request.Target.Dr.Run, request.HarnessName));
        return Measure(request);
    }

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
