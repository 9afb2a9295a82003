using DotIuCutter.Temporal.Tests.Faults.Witnesses;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F12: somebody removes the DR in mid-run and starts a container of their own under its name.</summary>
internal sealed class SwappedObject(FaultDice dice) : Fault
{
    private readonly bool aborted = dice.Pick([false, true]);

    public override string Says => $"the DR is swapped for a foreign container of the same name in a scenario{(aborted ? ", and the run aborted" : "")}";

    public override string Scenario => "slow";

    /// <summary>However the code took it, the run must not call itself passed.</summary>
    public override IReadOnlyList<int> ExitCodes => [1, 6, 7];

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.Events.UntilAsync(e => e.Action == "start" && e.Name == scene.Plan.Objects.HarnessContainer, cancel: over);
        var dr = await scene.Events.UntilAsync(e => e.Action == "create" && e.Name == scene.Plan.Objects.DrContainer, cancel: over);
        StruckAt = DateTimeOffset.UtcNow;
        scene.DestroyedByTheFault.TryAdd(dr.Id, true);
        await scene.Engine.RemoveContainerAsync(dr.Id);
        await scene.SleeperAsync(scene.Plan.Objects.DrContainer);
        Proof = "a foreign container stands under the DR's name";
        if (aborted)
        {
            await scene.Run.Handle.SignalAsync("abort", ["swapped"]);
        }
    }
}
