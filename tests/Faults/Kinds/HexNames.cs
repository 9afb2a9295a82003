using DotIuCutter.Temporal.Tests.Faults.Witnesses;
using DotIuCutter.Temporal.Tests.Proxies;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>
/// F12: bystanders are named like the beginnings of the run's own ids, and the answers to its deletions are lost, so that each is asked for
/// again: by anything but a full id, the second would destroy a bystander.
/// </summary>
internal sealed class HexNames : Fault
{
    public override string Says => "bystanders are named like the first digits of the DR's id, and the answer to its removal is lost";

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        var dr = await scene.Events.UntilAsync(e => e.Action == "create" && e.Name == scene.Plan.Objects.DrContainer, cancel: over);
        foreach (var length in new[] { 8, 12, 32 })
        {
            await scene.SleeperAsync(dr.Id[..length]);
        }

        var isIt = new EngineMoment("removal of the DR", $"^DELETE [^ ]*/containers/{dr.Id}").Watch(scene.Plan);
        scene.Proxy.MeddleAlso(line =>
        {
            if (!isIt(line))
            {
                return null;
            }

            StruckAt = DateTimeOffset.UtcNow;
            Proof = "bystanders stood under the id's beginnings when the DR's removal lost its answer";
            return new Meddling.ResetAfter();
        });
    }
}
