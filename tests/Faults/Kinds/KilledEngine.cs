namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>
/// F3: kill -9 of dockerd before, in or after a change, then a new one. With live-restore the containers live on; without it the new daemon
/// ends them all, and what has a restart policy elsewhere is started again here.
/// </summary>
internal sealed class KilledEngine(FaultDice dice, bool liveRestore) : AtAMoment(dice)
{
    private readonly TimeSpan away = dice.UpTo(TimeSpan.FromSeconds(3));

    /// <summary>
    /// An engine that was killed amid a start may never be able to start that container again: the run then breaks off, exit code 7. Without live-restore it is
    /// for the run to tell that production and the protected were stopped: it was refused, broke off, or saw it at the end.
    /// </summary>
    public override IReadOnlyList<int> ExitCodes => liveRestore ? [0, 7] : [0, 1, 3, 5, 7];

    public override bool ChangesProtected => !liveRestore;

    protected override string Deed => $"kill -9 of dockerd, back after {away.TotalSeconds:0.0} s {(liveRestore ? "with" : "without")} live-restore,";

    public override Task AfterAsync(FaultContext scene)
    {
        if (StruckAt is { } struck && Attempts.EventsSince(scene, struck) is > 0 and var later)
        {
            Proof = $"dockerd was killed, and the run went on with {later} more events";
        }

        return Task.CompletedTask;
    }

    protected override void Strike(FaultContext scene) => scene.EngineProcess.Kill();

    protected override async Task MendAsync(FaultContext scene)
    {
        await FaultContext.LastAsync(away, CancellationToken.None);
        await scene.EngineProcess.StartAgainAsync(scene.Engine, liveRestore);
        await scene.Events.AgainAsync();
        await scene.RecogniseAsync();
        foreach (var container in new[] { scene.World.Production, scene.World.Protected, scene.World.Watched })
        {
            await scene.Engine.StartAsync(container);
        }
    }
}
