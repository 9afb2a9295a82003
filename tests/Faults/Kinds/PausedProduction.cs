namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F10: production's container stands still for a while.</summary>
internal sealed class PausedProduction(FaultDice dice) : Fault
{
    private readonly string activity = dice.Pick<string>(
        ["preflight.g07-production", "preflight.c03-production", "preflight.g08-production-role", "provision.dump", "scenario.record", "teardown.7-g21-production"]);

    private readonly TimeSpan length = TimeSpan.FromSeconds(1) + dice.UpTo(TimeSpan.FromSeconds(2));

    public override string Says => $"production is paused for {length.TotalSeconds:0.0} s at {activity}";

    /// <summary>A production that does not run when preflight looks is a refusal.</summary>
    public override IReadOnlyList<int> ExitCodes => activity.StartsWith("preflight.", StringComparison.Ordinal) ? [0, 3] : [0];

    public override async Task PrepareAsync(FaultContext scene) => await scene.OwnProductionAsync();

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync(activity, over);
        StruckAt = DateTimeOffset.UtcNow;
        await scene.Engine.PostAsync($"/containers/{scene.Plan.Production.Container}/pause");
        if (!scene.Forward.Ended.IsCompleted)
        {
            // The run may be refused for it before it goes on.
            Proof = "Docker paused it while the run was under way";
        }

        await FaultContext.LastAsync(length, CancellationToken.None);
        await scene.Engine.PostAsync($"/containers/{scene.Plan.Production.Container}/unpause");
    }
}
