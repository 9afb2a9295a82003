namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F5: kill -9 of a Temporal whose state is in a SQLite file; it comes back at once or after a while.</summary>
internal sealed class KilledTemporalServer(Dice dice) : Fault
{
    private readonly string activity = dice.Pick(Steps.All);
    private readonly TimeSpan delay = dice.UpTo(TimeSpan.FromMilliseconds(60));
    private readonly TimeSpan away = dice.UpTo(TimeSpan.FromSeconds(2));

    public override string Says => $"kill -9 of Temporal {delay.TotalMilliseconds:0} ms after {activity} was scheduled, back after {away.TotalSeconds:0.0} s";

    public override bool OwnTemporal => true;

    public override async Task StrikeAsync(Scene scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync(activity, over);
        await Scene.LastAsync(delay, over);
        over.ThrowIfCancellationRequested();
        StruckAt = DateTimeOffset.UtcNow;
        await scene.Temporal.KillAsync();
        await Scene.LastAsync(away, CancellationToken.None);
        await scene.Temporal.StartAgainAsync();
    }

    /// <summary>The run still had something to do.</summary>
    public override Task AfterAsync(Scene scene)
    {
        if (StruckAt is { } struck && scene.Forward.Events.Concat(scene.Guard.Events).Count(e => e.EventTime.ToDateTimeOffset() > struck) is var later && later > 0)
        {
            Proof = $"Temporal was killed, and wrote {later} more events of the run when it was back";
        }

        return Task.CompletedTask;
    }
}
