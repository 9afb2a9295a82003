using System.Diagnostics;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Tests.Faults.Witnesses;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F10: another session holds a table of production ACCESS EXCLUSIVE when it is to be dumped.</summary>
internal sealed class LockedTable : Fault
{
    private const int Seconds = 3;

    public override string Says => $"a table of production is locked until its dump has waited {Seconds} s for it";

    public override async Task PrepareAsync(FaultContext scene) => await scene.OwnProductionAsync();

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync("provision.g12-isolation", over);
        using var holder = Hold(scene.Productions[0]);
        StruckAt = DateTimeOffset.UtcNow;
        const string Waiting = "select count(*) from pg_locks where relation = 'public.item'::regclass and not granted";
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (await ChangeStream.SqlAsync(scene.Productions[0], Waiting) == "0")
            {
                await poll.WaitForNextTickAsync(over);
            }

            Proof = "production shows the dump waiting for the lock";
            await FaultContext.LastAsync(TimeSpan.FromSeconds(Seconds), over);
        }
        finally
        {
            await ChangeStream.SqlAsync(scene.Productions[0], "select pg_terminate_backend(pid) from pg_stat_activity where query like 'begin; lock table%'");
        }
    }

    private static Process Hold(string production) => Shell.Start(
        "docker",
        ["exec", "--user", "postgres", production, "psql", "-X", "-q", "-d", "app", "-c", "begin; lock table public.item in access exclusive mode; select pg_sleep(600)"],
        null);
}
