namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F14: the clock of the worker's machine jumps an hour ahead or back in the middle of the run.</summary>
internal sealed class MovedClock(FaultDice dice) : Fault
{
    /// <summary>Where Debian puts it on any architecture.</summary>
    private static readonly string? Library = Directory.EnumerateDirectories("/usr/lib").Select(d => $"{d}/faketime/libfaketime.so.1").FirstOrDefault(File.Exists);
    private readonly string activity = dice.Pick(StepNames.All);
    private readonly string jump = dice.InTurn(["+1h", "-1h"]);

    public override string Says => $"the worker's clock jumps {jump} when {activity} is scheduled";

    public override async Task PrepareAsync(FaultContext scene)
    {
        var library = Library ?? throw new InvalidOperationException("The worker's clock cannot be moved: expected /usr/lib/*/faketime/libfaketime.so.1, found none. Install the package faketime, as eng/faults does.");
        var clock = Clock(scene);
        await File.WriteAllTextAsync(clock, "+0");
        scene.Variables["LD_PRELOAD"] = library;
        scene.Variables["FAKETIME_TIMESTAMP_FILE"] = clock;
        scene.Variables["FAKETIME_NO_CACHE"] = "1";

        // What runs by the monotonic clock knows nothing of a machine whose wall clock is set.
        scene.Variables["DONT_FAKE_MONOTONIC"] = "1";
    }

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync(activity, over);
        over.ThrowIfCancellationRequested();
        var next = $"{Clock(scene)}.next";
        await File.WriteAllTextAsync(next, jump, CancellationToken.None);
        File.Move(next, Clock(scene), overwrite: true);
        StruckAt = DateTimeOffset.UtcNow;
        if ((await File.ReadAllTextAsync($"/proc/{scene.Run.Workers[^1].Pid}/maps", CancellationToken.None)).Contains("libfaketime", StringComparison.Ordinal))
        {
            Proof = "the worker had its clock from the file that was set while the run was under way";
        }
    }

    private static string Clock(FaultContext scene) => $"{scene.World.Root}/{scene.Plan.Name}.clock";
}
