using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Tests.Faults.Witnesses;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F12 and F13: a foreign container joins the run's network, so the teardown parks and the operator decides.</summary>
internal sealed class ForeignEndpoint(AtPark answer) : Fault
{
    public override string Says => $"a foreign container joins the run's network; the parked teardown is answered with {answer.ToString().ToLowerInvariant()}";

    public override IReadOnlyList<int> ExitCodes => answer == AtPark.Retry ? [0] : [4];

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        var network = await scene.Events.UntilAsync(e => e.Kind == "network" && e.Action == "create" && e.Name == scene.Plan.Objects.Network, cancel: over);
        var stranger = await scene.SleeperAsync($"{scene.World.Prefix}-{scene.Plan.Name}-stranger");
        await scene.UntilScheduledAsync("scenario.prepare", over);
        await scene.Engine.PostAsync($"/networks/{network.Id}/connect", new JsonObject { ["Container"] = stranger });
        StruckAt = DateTimeOffset.UtcNow;
        await scene.UntilParkedAsync(over);
        Proof = "the teardown parked for it";
        if (answer == AtPark.Acknowledge)
        {
            scene.TakenOver.Add(scene.Plan.Objects.Network);
            scene.Undo(async () =>
            {
                await scene.Engine.PostAsync($"/networks/{network.Id}/disconnect", new JsonObject { ["Container"] = stranger });
                await scene.Engine.DeleteAsync($"/networks/{network.Id}");
            });
            await scene.Run.Handle.SignalAsync("acknowledge", [new JsonObject { ["object"] = scene.Plan.Objects.Network, ["reason"] = "kept for a look" }]);
            return;
        }

        await scene.Engine.PostAsync($"/networks/{network.Id}/disconnect", new JsonObject { ["Container"] = stranger });
        await scene.Run.Handle.SignalAsync("retry", []);
    }
}
