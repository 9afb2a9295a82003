using DotIuCutter.Temporal.Tests.EndToEnd;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F11: the disk under $WD fills up, and is freed when a step has complained.</summary>
internal sealed class FullDisk(FaultDice dice) : Fault
{
    private readonly string activity = dice.InTurn(["provision.g12-isolation", "provision.network", "provision.dr-start"]);

    public override string Says => $"the disk under $WD is full from {activity} on, until a step complains";

    public override async Task PrepareAsync(FaultContext scene)
    {
        var disk = $"{scene.World.Root}/{scene.Plan.Name}-disk";
        Directory.CreateDirectory(disk);
        await Shell.RunAsync("mount", "-t", "tmpfs", "-o", "size=192m,mode=0700", "tmpfs", disk);
        scene.Undo(() => Shell.RunAsync("umount", disk));
        scene.Plan = scene.Plan with { WorkDirectory = scene.Plan.WorkDirectory with { Path = $"{disk}/run" } };
        scene.Variables["DRYRUN_WORK_ROOT"] = disk;
    }

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync(activity, over);
        var filler = $"{Path.GetDirectoryName(scene.Plan.WorkDirectory.Path)}/filler";
        StruckAt = DateTimeOffset.UtcNow;
        await Shell.TryAsync("dd", "if=/dev/zero", $"of={filler}", "bs=64k");
        try
        {
            await scene.Run.UntilRetriedAsync("No space left");
            Proof = "a step was retried for want of space";
        }
        finally
        {
            File.Delete(filler);
        }
    }
}
