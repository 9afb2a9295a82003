using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Runtime;

/// <summary>Why an activity's token was cancelled.</summary>
internal static class CancellationCause
{
    /// <summary>True for the operator's abort or cancel; false when the worker shuts down or the attempt was given up, and another attempt follows.</summary>
    internal static bool Requested => !ActivityExecutionContext.HasCurrent || ActivityExecutionContext.Current.CancelReason == ActivityCancelReason.CancelRequested;
}
