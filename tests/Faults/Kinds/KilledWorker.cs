namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F1: kill -9 of the worker before, in or after the effect of a step; a new one at once.</summary>
internal sealed class KilledWorker(FaultDice dice) : AtAMoment(dice)
{
    protected override string Deed => "kill -9 of the worker";

    /// <summary>Whatever it was doing, Temporal had to wait for it in vain.</summary>
    public override Task AfterAsync(FaultContext scene)
    {
        if (StruckAt is { } struck && Attempts.AgainSince(scene, struck) is { } again)
        {
            Proof = $"the worker was killed, and {again}";
        }

        return Task.CompletedTask;
    }

    protected override void Strike(FaultContext scene) => scene.Run.Workers[^1].Kill();

    protected override Task MendAsync(FaultContext scene) => scene.Run.StartWorkerAsync();
}
