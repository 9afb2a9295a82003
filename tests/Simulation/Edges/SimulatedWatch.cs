using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Tests.Simulation.Edges;

/// <summary>Answers at once: the attempt is called when the parent's run is closed.</summary>
internal sealed class SimulatedWatch : IParentWatch
{
    public Task<ParentEnd> WatchAsync(ParentRun parent) => Task.FromResult(new ParentEnd { How = "closed" });
}
