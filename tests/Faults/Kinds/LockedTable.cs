using System.Diagnostics;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Tests.Faults.Witnesses;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F10: another session holds a table of production ACCESS EXCLUSIVE when it is to be dumped.</summary>
internal sealed class LockedTable : Fault
{
    private const int Seconds = 6;

    public override string Says => $"a table of production is locked for {Seconds} s when it is to be dumped";

    public override async Task PrepareAsync(Scene scene) => await scene.OwnProductionAsync();

    public override async Task StrikeAsync(Scene scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync("provision.g12-isolation", over);
        using var holder = Hold(scene.Productions[0]);
        StruckAt = DateTimeOffset.UtcNow;
        const string Waiting = "select count(*) from pg_locks where relation = 'public.item'::regclass and not granted";
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!holder.HasExited && await poll.WaitForNextTickAsync(over))
        {
            if (Proof is null && await Slot.SqlAsync(scene.Productions[0], Waiting) != "0")
            {
                Proof = "production shows the dump waiting for the lock";
            }
        }
    }

    private static Process Hold(string production) => Shell.Start(
        "docker",
        ["exec", "--user", "postgres", production, "psql", "-X", "-q", "-d", "app", "-c", $"begin; lock table public.item in access exclusive mode; select pg_sleep({Seconds}); rollback"],
        null);
}
