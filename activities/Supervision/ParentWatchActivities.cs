using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Supervision;

/// <summary>One long poll of Temporal for the end of one run.</summary>
internal sealed class ParentWatchActivities : IParentWatch
{
    public async Task<ParentEnd> WatchAsync(ParentRun parent)
    {
        var context = ActivityExecutionContext.Current;
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, context.WorkerShutdownToken);
        try
        {
            await context.TemporalClient.GetWorkflowHandle(parent.WorkflowId, runId: parent.RunId).GetResultAsync(followRuns: false, new() { CancellationToken = stop.Token });
            return new ParentEnd { How = "completed" };
        }
        catch (WorkflowFailedException e)
        {
            return new ParentEnd { How = e.InnerException switch { TerminatedFailureException => "terminated", CanceledFailureException => "cancelled", _ => "failed" } };
        }
        catch (RpcException e) when (e.Code == RpcException.StatusCode.NotFound)
        {
            return new ParentEnd { How = "gone" };
        }
        catch (Exception e) when (e is OperationCanceledException or RpcException && context.WorkerShutdownToken.IsCancellationRequested && !context.CancellationToken.IsCancellationRequested)
        {
            throw new ApplicationFailureException(
                "The worker stops; the next one watches on.", FailureTypes.WorkerKilled, nextRetryDelay: TimeSpan.FromMilliseconds(1), category: ApplicationErrorCategory.Benign);
        }
    }
}
