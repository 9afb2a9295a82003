using System.Text.Json.Nodes;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F12: something of another origin has one of the plan's exact names before the run begins.</summary>
internal sealed class NameTakenBefore(string kind) : Fault
{
    public override string Says => $"a {kind} of another origin has the plan's name before the run";

    public override IReadOnlyList<int> ExitCodes => [3];

    public override Task PrepareAsync(FaultContext scene) => kind switch
    {
        "container" => scene.SleeperAsync(scene.Plan.Objects.DrContainer),
        "volume" => scene.VolumeAsync(scene.Plan.Objects.Volume),
        _ => scene.NetworkAsync(scene.Plan.Objects.Network),
    };

    public override Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        StruckAt = DateTimeOffset.UtcNow;
        Proof = "it stood there before the run began";
        return Task.CompletedTask;
    }
}
