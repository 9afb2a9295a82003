using System.Collections.Concurrent;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Tests.Faults.Witnesses;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>
/// All faulted runs of one test run, a few at a time, on one small world; nothing else uses the engine meanwhile. A run whose fault did not
/// fire is shown and repeated with another seed.
/// </summary>
public sealed class FaultSession(TemporalServer server, TestWorld world) : IAsyncLifetime
{
    private const int MostTries = 4;

    /// <summary>Far from every seed that is asked for.</summary>
    private const int NextTry = 100_000;

    private readonly FaultSchedule plan = FaultSchedule.Of(FaultSettings.Current);
    private readonly FaultResults results = new(FaultSettings.Folder, FaultSettings.Current.Resume);
    private readonly Dictionary<(string Kind, int Seed), Task<FaultRecord>> runs = [];
    private readonly SemaphoreSlim once = new(1, 1);
    private readonly Lazy<EngineProcess> engineProcess = new(EngineProcess.Find);
    private EngineEvents? events;
    private int marks;

    public TestWorld World => world;

    internal TemporalServer Server => server;

    internal Engine Engine { get; } = new();

    /// <summary>Found when the first fault asks for it: most leave the engine alone.</summary>
    internal EngineProcess EngineProcess => engineProcess.Value;

    internal EngineEvents Events => events ?? throw new InvalidOperationException("The session has not begun.");

    /// <summary>Ids, or names of volumes, of what the tests themselves made, by any of the runs.</summary>
    internal ConcurrentDictionary<string, string> Made { get; } = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await ((Task)Task.WhenAll(runs.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await results.WriteTableAsync();
        if (events is not null && engineProcess is not { IsValueCreated: true, Value.Lost: not null })
        {
            await ChangeStream.DropAsync(world.Production);
            await events.DisposeAsync();
        }

        if (engineProcess is { IsValueCreated: true, Value.Lost: null })
        {
            await engineProcess.Value.AsFoundAsync(Engine);
        }

        Engine.Dispose();
        once.Dispose();
    }

    /// <summary>Runs it, and has the next ones begin.</summary>
    internal async Task<FaultRecord> ResultAsync(string kind, int seed)
    {
        await BeginAsync();
        foreach (var next in plan.Together(kind, seed, FaultSettings.Current.Lanes))
        {
            if (!runs.ContainsKey(next))
            {
                runs[next] = Task.Run(() => UntilFiredAsync(next.Kind, next.Seed));
            }
        }

        return await runs[(kind, seed)];
    }

    /// <summary>Production, the protected and the watched container.</summary>
    internal bool Protects(StandingObject seen) => seen.Name == world.Production || seen.Name == world.Protected || seen.Name == world.Watched;

    /// <summary>The tests' own, or of a run that goes on beside.</summary>
    internal bool Passing(string id, StandingObject seen) =>
        Made.ContainsKey(id) || (seen.Name.StartsWith($"{world.Prefix}-", StringComparison.Ordinal) && !Protects(seen));

    /// <summary>Returns once Docker's events have told all that was done before.</summary>
    internal async Task CatchUpAsync()
    {
        var mark = $"{world.Prefix}-mark-{Interlocked.Increment(ref marks)}";
        Made.TryAdd(mark, mark);
        await Engine.PostAsync("/volumes/create", new System.Text.Json.Nodes.JsonObject { ["Name"] = mark });
        await Engine.DeleteAsync($"/volumes/{mark}");
        await Events.UntilAsync(e => e.Action == "destroy" && e.Id == mark);
    }

    /// <summary>One run with a fault of no kind; it is in no table.</summary>
    internal async Task<FaultRecord> ResultAsync(Fault fault)
    {
        await BeginAsync();
        return await new FaultedRun(this, "W", 0, new FaultDice("W", 0), fault).RunAsync();
    }

    private async Task BeginAsync()
    {
        await once.WaitAsync();
        try
        {
            if (events is null)
            {
                await world.ReadyAsync();
                await ChangeStream.MakeAsync(world.Production);
                events = await EngineEvents.AttachAsync(Engine);
                await CatchUpAsync();
            }
        }
        finally
        {
            once.Release();
        }
    }

    private async Task<FaultRecord> UntilFiredAsync(string kind, int seed)
    {
        for (var tries = 0; ; tries++)
        {
            var next = seed + (tries * NextTry);
            if (results.Passed(kind, next) is { } known)
            {
                return known;
            }

            if (engineProcess is { IsValueCreated: true, Value.Lost: { } lost })
            {
                throw new InvalidOperationException(lost);
            }

            var record = await FaultedRun.Of(this, kind, next).RunAsync();
            results.Add(record);
            if (record.Fired is not null || !record.Resumed || tries == MostTries - 1)
            {
                return record;
            }
        }
    }
}
