using System.Text.Json.Nodes;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>F13: a word of the operator at any step of any phase: one that ends the run, or one that means nothing there.</summary>
internal sealed class StoppedRun : Fault
{
    private readonly Stop stop;
    private readonly string activity;
    private readonly TimeSpan delay;

    public StoppedRun(Stop stop, FaultDice dice)
    {
        this.stop = stop;
        activity = dice.Pick(stop == Stop.TerminateTeardown ? [.. StepNames.Provision.Where(s => s != "provision.manifest"), .. StepNames.Scenarios, .. StepNames.Teardown] : StepNames.All);
        delay = dice.UpTo(TimeSpan.FromMilliseconds(60));
    }

    public override string Says => $"{stop.ToString().ToLowerInvariant()} {delay.TotalMilliseconds:0} ms after {activity} was scheduled";

    /// <summary>A stop heard after the last gate changes nothing.</summary>
    public override IReadOnlyList<int> ExitCodes => stop is Stop.TerminateTeardown or Stop.Retry or Stop.Acknowledge ? [0] : activity.StartsWith("closure.", StringComparison.Ordinal) || activity.StartsWith("teardown.", StringComparison.Ordinal) ? [0, 6] : [6];

    public override bool EndsWithoutSummary => stop == Stop.Terminate;

    public override async Task StrikeAsync(FaultContext scene, CancellationToken over)
    {
        await scene.UntilScheduledAsync(activity, over);
        await FaultContext.LastAsync(delay, over);
        StruckAt = DateTimeOffset.UtcNow;
        try
        {
            await (stop switch
            {
                Stop.Abort => scene.Run.Handle.SignalAsync("abort", ["planted"]),
                Stop.Cancel => scene.Run.Handle.CancelAsync(),
                Stop.Terminate => scene.Run.Handle.TerminateAsync("planted"),
                Stop.Retry => scene.Run.Handle.SignalAsync("retry", []),
                Stop.Acknowledge => scene.Run.Handle.SignalAsync("acknowledge", [new JsonObject { ["object"] = scene.Plan.Objects.Network, ["reason"] = "planted too early" }]),
                _ => scene.Run.Guard.TerminateAsync("planted"),
            });
            Proof = "Temporal took it while the run was open";
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            // The run had ended before.
        }
    }
}
