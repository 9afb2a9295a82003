using DotIuCutter.Temporal.Tests.Proxies;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>Something that strikes at one moment: before Docker sees a change, after it and before its answer, or in any step of a run.</summary>
internal abstract class AtAMoment : Fault
{
    private static readonly string[] Points = ["before", "in", "after"];
    private readonly string point;
    private readonly EngineMoment moment;
    private readonly string activity;
    private readonly TimeSpan delay;

    protected AtAMoment(FaultDice dice)
    {
        point = dice.InTurn(Points);
        moment = dice.InTurn(EngineMoment.Changes, Points.Length);
        activity = dice.InTurn(StepNames.All, Points.Length);
        delay = dice.UpTo(TimeSpan.FromMilliseconds(60));
    }

    public override string Says => point switch
    {
        "before" => $"{Deed} when the run has asked for the {moment.Says} and Docker has not seen it",
        "in" => $"{Deed} {delay.TotalMilliseconds:0} ms after {activity} was scheduled",
        _ => $"{Deed} after the {moment.Says}, before the run knows",
    };

    /// <summary>Such as <c>kill -9 of the worker</c>.</summary>
    protected abstract string Deed { get; }

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        if (point == "in")
        {
            await scene.UntilScheduledAsync(activity, over);
            await FaultContext.LastAsync(delay, over);
            over.ThrowIfCancellationRequested();
            Do(scene);
        }
        else
        {
            await AtTheProxyAsync(scene, over);
        }

        await MendAsync(scene);
    }

    /// <summary>The deed itself, at once.</summary>
    protected abstract void Strike(FaultContext scene);

    /// <summary>What brings the struck thing back.</summary>
    protected abstract Task MendAsync(FaultContext scene);

    private async Task AtTheProxyAsync(FaultContext scene, CancellationToken over)
    {
        var struck = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var isIt = moment.Watch(scene.Plan);
        scene.Proxy.MeddleAlso(line =>
        {
            if (!isIt(line))
            {
                return null;
            }

            void Now()
            {
                Do(scene);
                struck.TrySetResult();
            }

            if (point == "after")
            {
                return new Meddling.ResetAfter(Now);
            }

            Now();
            return new Meddling.ResetBefore();
        });
        await struck.Task.WaitAsync(over);
    }

    private void Do(FaultContext scene)
    {
        StruckAt = DateTimeOffset.UtcNow;
        Strike(scene);
    }
}
