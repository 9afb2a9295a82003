using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Tests.Scenarios.Harnesses;

/// <summary>The dry runs of the examples, one after the other by one worker.</summary>
public sealed class ExampleRuns(TemporalServer server, TestWorld world) : IAsyncDisposable
{
    private readonly Stack<RealRun> runs = [];

    internal async Task<RealRun> OfAsync(Plan plan)
    {
        runs.Push(runs.TryPeek(out var before) ? await before.AlsoAsync(plan) : await RealRun.WithWorkerAsync(server, world, plan));
        return runs.Peek();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var run in runs)
        {
            await run.DisposeAsync();
        }
    }
}
