using DotIuCutter.Temporal.Tests.Faults.Witnesses;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F10: the role may not read one table, from the start or from when preflight is over.</summary>
internal sealed class MissingGrant(FaultDice dice) : Fault
{
    private readonly bool late = dice.InTurn([false, true], 3);

    public override string Says => $"production's role loses a grant {(late ? "after preflight" : "before the run")}";

    /// <summary>A gate refuses, or the dump fails for good and all is torn down.</summary>
    public override IReadOnlyList<int> ExitCodes => [3, 7];

    public override async Task PrepareAsync(FaultContext scene)
    {
        await scene.OwnProductionAsync();
        if (!late)
        {
            await RevokeAsync(scene);
        }
    }

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        if (late)
        {
            await scene.UntilScheduledAsync("provision.work-directory", over);
            await RevokeAsync(scene);
        }

        Proof = await ChangeStream.SqlAsync(scene.Productions[0], "select has_table_privilege('reader', 'public.item', 'select')") == "f" ? "production says that the role may not read public.item" : null;
    }

    private async Task RevokeAsync(FaultContext scene)
    {
        StruckAt = DateTimeOffset.UtcNow;
        await ChangeStream.SqlAsync(scene.Productions[0], "revoke select on public.item from reader");
    }
}
