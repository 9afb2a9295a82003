using DotIuCutter.Temporal.Tests.EndToEnd;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F5 and F6: kill -9 of Temporal, or of the database its state is in; it comes back at once or after a while.</summary>
internal sealed class KilledTemporalServer(FaultDice dice, KilledTemporalServer.Victim victim) : Fault
{
    private readonly string activity = dice.Pick(StepNames.All);
    private readonly TimeSpan delay = dice.UpTo(TimeSpan.FromMilliseconds(60));
    private readonly TimeSpan away = dice.UpTo(TimeSpan.FromSeconds(2));

    internal enum Victim
    {
        OnSqlite,
        OnPostgres,
        PostgresItself,
    }

    public override string Says => $"kill -9 of {Name} {delay.TotalMilliseconds:0} ms after {activity} was scheduled, back after {away.TotalSeconds:0.0} s";

    public override Func<FaultContext, Task<OwnTemporal>> Temporal => victim == Victim.OnSqlite
        ? async scene => await KilledTemporal.StartAsync($"{scene.World.Root}/{scene.Plan.Name}.db")
        : OwnCluster.Sound;

    private string Name => victim switch
    {
        Victim.OnSqlite => "Temporal on SQLite",
        Victim.OnPostgres => "Temporal on PostgreSQL",
        _ => "the PostgreSQL behind Temporal",
    };

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync(activity, over);
        await FaultContext.LastAsync(delay, over);
        over.ThrowIfCancellationRequested();
        StruckAt = DateTimeOffset.UtcNow;
        if (victim == Victim.PostgresItself && scene.Temporal is ClusterTemporal cluster)
        {
            await cluster.KillDatabaseAsync();
            await FaultContext.LastAsync(away, CancellationToken.None);
            await cluster.StartDatabaseAgainAsync();
            return;
        }

        await scene.Temporal.KillAsync();
        await FaultContext.LastAsync(away, CancellationToken.None);
        await scene.Temporal.StartAgainAsync();
    }

    /// <summary>The run still had something to do.</summary>
    public override Task AfterAsync(FaultContext scene)
    {
        if (StruckAt is { } struck && Attempts.EventsSince(scene, struck) is > 0 and var later)
        {
            Proof = $"{Name} was killed, and {later} more events of the run were written when it was back";
        }

        return Task.CompletedTask;
    }
}
