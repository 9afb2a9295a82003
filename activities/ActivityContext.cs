using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities;

/// <summary>The activity that is running, where one is: tests call the same code without.</summary>
internal static class ActivityContext
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
