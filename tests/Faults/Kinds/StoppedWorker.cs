namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F2: the worker is stopped past its heartbeat timeout while another takes over, then goes on where it was: two attempts alive.</summary>
internal sealed class StoppedWorker : Fault
{
    private readonly EngineMoment moment;
    private readonly TimeSpan overlap;

    public StoppedWorker(FaultDice dice)
    {
        moment = dice.Pick(EngineMoment.Changes);
        overlap = dice.UpTo(TimeSpan.FromSeconds(1));
    }

    public override string Says => $"SIGSTOP of the worker at the {moment.Says}, SIGCONT {overlap.TotalMilliseconds:0} ms after another has the step";

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        var first = scene.Run.Workers[^1].Pid;
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isIt = moment.Watch(scene.Plan);
        scene.Proxy.MeddleAlso(line =>
        {
            if (isIt(line))
            {
                StruckAt = DateTimeOffset.UtcNow;
                ProcessSignal.Stop(first);
                stopped.TrySetResult();
            }

            return null;
        });
        await stopped.Task.WaitAsync(over);
        try
        {
            await scene.Run.StartWorkerAsync();
            if (await TakenOver.UntilAsync(scene, StruckAt ?? default, over) is { } words)
            {
                Proof = $"the worker stood still, and {words}";
            }

            await FaultContext.LastAsync(overlap, over);
        }
        finally
        {
            ProcessSignal.Continue(first);
        }
    }
}
