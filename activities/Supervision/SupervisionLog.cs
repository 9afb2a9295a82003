using Microsoft.Extensions.Logging;

namespace DotIuCutter.Temporal.Activities.Supervision;

/// <summary>What the supervisor tells the worker's log.</summary>
internal static partial class SupervisionLog
{
    [LoggerMessage(1, LogLevel.Warning, "Manifest '{Path}' was left alone: {Problem}. Restore it, or move the folder out of the evidence directory once nothing of that run is left")]
    public static partial void Unreadable(ILogger log, string path, string problem);

    [LoggerMessage(2, LogLevel.Warning, "Run {RunKey} had no open workflow and no closed teardown; '{Teardown}' was started from '{Path}'")]
    public static partial void Started(ILogger log, string runKey, string teardown, string path);

    [LoggerMessage(4, LogLevel.Warning, "Run {RunKey} does not come to its teardown: {Reason}; '{Teardown}' was told to begin")]
    public static partial void Begun(ILogger log, string runKey, string teardown, string reason);

    [LoggerMessage(3, LogLevel.Warning, "Run {RunKey} was closed at {ClosedAt:u}, and something of it is on the engine again: {Found}. It is torn down once more")]
    public static partial void Reopened(ILogger log, string runKey, DateTimeOffset closedAt, string found);
}
