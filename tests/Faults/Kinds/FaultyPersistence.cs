using DotIuCutter.Temporal.Tests.EndToEnd;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F7: Temporal's own fault injection; its calls to its database are refused, time out, or time out after their effect.</summary>
internal sealed class FaultyPersistence(FaultDice dice) : Fault
{
    private readonly double rate = dice.InTurn([0.01, 0.05, 0.10]);
    private double before;

    public override string Says => $"{rate:P0} of Temporal's calls to its database fail";

    public override Func<FaultContext, Task<OwnTemporal>> Temporal => OwnCluster.Failing(rate);

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        before = await ((ClusterTemporal)scene.Temporal).FailedCallsAsync();
        StruckAt = DateTimeOffset.UtcNow;
    }

    public override async Task AfterAsync(FaultContext scene)
    {
        if (await ((ClusterTemporal)scene.Temporal).FailedCallsAsync() - before is > 0 and var failed)
        {
            Proof = $"Temporal's own metrics count {failed:0} failed calls in the run";
        }
    }
}
