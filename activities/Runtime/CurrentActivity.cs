using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Runtime;

/// <summary>The running activity's token and heartbeat; outside an activity (tests, commands) neither does anything.</summary>
internal static class CurrentActivity
{
    public static CancellationToken Cancel =>
        ActivityExecutionContext.HasCurrent ? ActivityExecutionContext.Current.CancellationToken : CancellationToken.None;

    public static void Heartbeat(string words)
    {
        if (ActivityExecutionContext.HasCurrent)
        {
            ActivityExecutionContext.Current.Heartbeat(words);
        }
    }
}
