using System.Text.Json.Nodes;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F12: a foreign container uses the run's volume, so the teardown parks until it is gone.</summary>
internal sealed class ForeignVolumeUser : Fault
{
    public override string Says => "a foreign container uses the run's volume until the parked teardown is told to retry";

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync("scenario.prepare", over);
        var user = await scene.SleeperAsync(
            $"{scene.World.Prefix}-{scene.Plan.Name}-user", new JsonObject { ["Binds"] = new JsonArray($"{scene.Plan.Objects.Volume}:/theirs:ro") });
        StruckAt = DateTimeOffset.UtcNow;
        await scene.UntilParkedAsync(over);
        Proof = "the teardown parked for it";
        await scene.TakeAwayAsync(user);
        await scene.Run.Handle.SignalAsync("retry", []);
    }
}
