namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F4: SIGSTOP of dockerd at a change or in a step, SIGCONT after a while: shorter and longer than a request may take.</summary>
internal sealed class StoppedEngine(FaultDice dice) : AtAMoment(dice)
{
    private readonly TimeSpan length = dice.InTurn([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(40)], 2);

    protected override string Deed => $"SIGSTOP of dockerd for {length.TotalSeconds:0} s";

    protected override void Strike(FaultContext scene) => scene.EngineProcess.Stop();

    protected override async Task MendAsync(FaultContext scene)
    {
        try
        {
            await FaultContext.LastAsync(length, CancellationToken.None);
            if (scene.EngineProcess.StandsStill && !scene.Forward.Ended.IsCompleted)
            {
                Proof = "the kernel said that it stood still while the run was under way";
            }
        }
        finally
        {
            scene.EngineProcess.Continue();
        }
    }
}
