using Microsoft.Extensions.Logging;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>What the workflows log; Temporal leaves it out on replay. By delegates, since Temporalio alone brings no generator for them.</summary>
internal static class WorkflowLog
{
    private static readonly Action<ILogger, Exception?> StartedAgain = LoggerMessage.Define(
        LogLevel.Warning, new EventId(1, nameof(TeardownStartedAgain)), "The teardown was terminated before its end; it is idempotent, so it was started again");

    private static readonly Action<ILogger, string, string, Exception?> Unheard = LoggerMessage.Define<string, string>(
        LogLevel.Warning, new EventId(2, nameof(NotSignalled)), "Workflow '{WorkflowId}' has ended and was not signalled: {Reason}");

    public static void TeardownStartedAgain(ILogger logger) => StartedAgain(logger, null);

    public static void NotSignalled(ILogger logger, string workflowId, string reason) => Unheard(logger, workflowId, reason, null);
}
