using DotIuCutter.Temporal.Tests.EndToEnd;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>Temporal on a PostgreSQL of the run's own.</summary>
internal static class OwnCluster
{
    public static Func<FaultContext, Task<OwnTemporal>> Failing(double rate) => async scene =>
    {
        var settings = new ClusterSettings(rate);
        var database = await scene.DatabaseOfTemporalAsync(settings);
        return await ClusterTemporal.StartAsync(database, $"{scene.World.Root}/{scene.Plan.Name}-cluster", settings);
    };

    public static Func<FaultContext, Task<OwnTemporal>> Sound { get; } = Failing(0);
}
