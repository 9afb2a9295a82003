namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F1: kill -9 of the worker before, in or after the effect of a step; a new one at once.</summary>
internal sealed class KilledWorker : Fault
{
    private static readonly string[] Points = ["before", "in", "after"];
    private readonly string point;
    private readonly EngineMoment moment;
    private readonly string activity;
    private readonly TimeSpan delay;

    public KilledWorker(Dice dice)
    {
        point = dice.InTurn(Points);
        moment = dice.InTurn(EngineMoment.Changes, Points.Length);
        activity = dice.InTurn(Steps.All, Points.Length);
        delay = dice.UpTo(TimeSpan.FromMilliseconds(60));
    }

    public override string Says => point switch
    {
        "before" => $"kill -9 of the worker when it has asked for the {moment.Says} and Docker has not seen it",
        "in" => $"kill -9 of the worker {delay.TotalMilliseconds:0} ms after {activity} was scheduled",
        _ => $"kill -9 of the worker after the {moment.Says}, before it knows",
    };

    public override async Task StrikeAsync(Scene scene, CancellationToken over)
    {
        if (point == "in")
        {
            await scene.UntilScheduledAsync(activity, over);
            await Scene.LastAsync(delay, over);
            Kill(scene);
        }
        else
        {
            await AtTheProxyAsync(scene, over);
        }

        await scene.Run.StartWorkerAsync();
    }

    /// <summary>Whatever it was doing, Temporal had to wait for it in vain.</summary>
    public override Task AfterAsync(Scene scene)
    {
        if (StruckAt is { } struck && Attempts.AgainSince(scene, struck) is { } again)
        {
            Proof = $"the worker was killed, and {again}";
        }

        return Task.CompletedTask;
    }

    private async Task AtTheProxyAsync(Scene scene, CancellationToken over)
    {
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isIt = moment.Watch(scene.Plan);
        scene.Proxy.MeddleAlso(line =>
        {
            if (!isIt(line))
            {
                return null;
            }

            void Strike()
            {
                Kill(scene);
                killed.TrySetResult();
            }

            if (point == "after")
            {
                return new Meddling.ResetAfter(Strike);
            }

            Strike();
            return new Meddling.ResetBefore();
        });
        await killed.Task.WaitAsync(over);
    }

    private void Kill(Scene scene)
    {
        StruckAt = DateTimeOffset.UtcNow;
        scene.Run.Workers[^1].Kill();
    }
}
