using Microsoft.Extensions.Logging;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>What the workflows log; Temporal leaves it out on replay. By delegates, since Temporalio alone brings no generator for them.</summary>
internal static class WorkflowLog
{
    private static readonly Action<ILogger, Exception?> StartedAgain = LoggerMessage.Define(
        LogLevel.Warning, new EventId(1, nameof(TeardownStartedAgain)), "The teardown was terminated before its end; it is idempotent, so it was started again");

    private static readonly Action<ILogger, string, string, Exception?> Unheard = LoggerMessage.Define<string, string>(
        LogLevel.Warning, new EventId(2, nameof(NotSignalled)), "Workflow '{WorkflowId}' has ended and was not signalled: {Reason}");

    private static readonly Action<ILogger, string, string, Exception?> Unwatched = LoggerMessage.Define<string, string>(
        LogLevel.Warning, new EventId(3, nameof(NotWatched)), "The end of workflow '{WorkflowId}' is not watched any more; its word, its close and the supervisor still begin the teardown: {Reason}");

    private static readonly Action<ILogger, string, Exception?> Unseen = LoggerMessage.Define<string>(
        LogLevel.Warning, new EventId(4, nameof(NotLooked)), "The teardown is parked, and its journal could not be read: {Reason}");

    public static void TeardownStartedAgain(ILogger logger) => StartedAgain(logger, null);

    public static void NotSignalled(ILogger logger, string workflowId, string reason) => Unheard(logger, workflowId, reason, null);

    public static void NotLooked(ILogger logger, string reason) => Unseen(logger, reason, null);

    public static void NotWatched(ILogger logger, string workflowId, string reason) => Unwatched(logger, workflowId, reason, null);
}
