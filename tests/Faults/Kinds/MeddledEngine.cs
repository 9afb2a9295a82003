using DotIuCutter.Temporal.Tests.Proxies;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F8: one request to Docker's API goes wrong, at the proxy in front of its socket.</summary>
internal sealed class MeddledEngine : Fault
{
    private static readonly (string Says, Func<Meddling> How)[] Ways =
    [
        ("is answered 409, removal already in progress", () => new Meddling.Refused(409, "removal of container planted is already in progress")),
        ("is answered 500", () => new Meddling.Refused(500, "planted")),
        ("is reset before Docker sees it", () => new Meddling.ResetBefore()),
        ("is reset after its effect", () => new Meddling.ResetAfter()),
        ("has its answer cut short", () => new Meddling.Truncated()),
        ("is answered slowly", () => new Meddling.Slow(TimeSpan.FromSeconds(3))),
    ];

    private readonly (string Says, Func<Meddling> How) way;
    private readonly EngineMoment moment;
    private readonly int times;

    public MeddledEngine(FaultDice dice)
    {
        way = dice.InTurn(Ways);

        // Only a removal is ever answered so.
        var removal = way.Says.Contains("409", StringComparison.Ordinal);
        moment = dice.Pick(removal ? [.. EngineMoment.Changes.Where(m => m.Says.StartsWith("removal of the", StringComparison.Ordinal))] : dice.Pick([EngineMoment.Changes, EngineMoment.Looks]));
        times = dice.Pick([1, 2]);
    }

    public override string Says => $"the {moment.Says} {way.Says}, {times} times";

    public override Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        var isIt = moment.Watch(scene.Plan, times);
        scene.Proxy.MeddleAlso(line =>
        {
            if (!isIt(line))
            {
                return null;
            }

            StruckAt ??= DateTimeOffset.UtcNow;
            Proof = $"'{line}' was met";
            return way.How();
        });
        return Task.CompletedTask;
    }
}
