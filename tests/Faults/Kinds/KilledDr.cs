using DotIuCutter.Temporal.Tests.Faults.Witnesses;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F9: kill -9 of the DR while the code works on it.</summary>
internal sealed class KilledDr : Fault
{
    public override string Says => "kill -9 of the DR while the harness runs";

    public override string Scenario => "slow";

    /// <summary>The code has failed on a server that went away: a red scenario, or a second try that passes.</summary>
    public override IReadOnlyList<int> ExitCodes => [0, 1];

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.Events.UntilAsync(e => e.Action == "start" && e.Name == scene.Plan.Objects.HarnessContainer, cancel: over);
        await scene.UntilConnectedAsync(over);
        var dr = await scene.Events.UntilAsync(e => e.Action == "create" && e.Name == scene.Plan.Objects.DrContainer, cancel: over);
        StruckAt = DateTimeOffset.UtcNow;
        await scene.Engine.PostAsync($"/containers/{dr.Id}/kill");
        await scene.Events.UntilAsync(e => e.Action == "die" && e.Id == dr.Id, cancel: over);
        Proof = $"Docker tells that {dr.Id} died while the harness ran";
    }
}
