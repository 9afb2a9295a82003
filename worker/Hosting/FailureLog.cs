using DotIuCutter.Temporal.Worker.Errors;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Exceptions;
using Temporalio.Worker.Interceptors;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>Logs one line for every failed attempt, instead of the SDK's stack trace.</summary>
internal sealed partial class FailureLog(ILogger<FailureLog> log) : IWorkerInterceptor
{
    public ActivityInboundInterceptor InterceptActivity(ActivityInboundInterceptor nextInterceptor) => new Inbound(nextInterceptor, log);

    public WorkflowInboundInterceptor InterceptWorkflow(WorkflowInboundInterceptor nextInterceptor) => nextInterceptor;

    [LoggerMessage(1, LogLevel.Warning, "Attempt {Attempt} of {Activity} for {Workflow} failed: {Reason}")]
    private static partial void AttemptFailed(ILogger log, int attempt, string activity, string? workflow, string reason);

    [LoggerMessage(2, LogLevel.Information, "Attempt {Attempt} of {Activity} for {Workflow} was cancelled")]
    private static partial void AttemptCancelled(ILogger log, int attempt, string activity, string? workflow);

    [LoggerMessage(3, LogLevel.Information, "{Reason}")]
    private static partial void AttemptTooEarly(ILogger log, string reason);

    private sealed class Inbound(ActivityInboundInterceptor next, ILogger log) : ActivityInboundInterceptor(next)
    {
        public override async Task<object?> ExecuteActivityAsync(ExecuteActivityInput input)
        {
            var info = ActivityExecutionContext.Current.Info;
            try
            {
                return await base.ExecuteActivityAsync(input);
            }
            catch (Exception fault) when (fault is OperationCanceledException or CanceledFailureException)
            {
                AttemptCancelled(log, info.Attempt, info.ActivityType, info.WorkflowId);
                throw;
            }
            catch (Exception wait) when (BenignFailure.Is(wait))
            {
                if (info.Attempt == 1)
                {
                    AttemptTooEarly(log, wait.Message);
                }

                throw;
            }
            catch (Exception fault)
            {
                AttemptFailed(log, info.Attempt, info.ActivityType, info.WorkflowId, fault.Message);
                throw;
            }
        }
    }
}
