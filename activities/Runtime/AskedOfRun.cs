using System.Linq.Expressions;
using DotIuCutter.Temporal.Workflows;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Activities.Runtime;

/// <summary>What the run of this activity knows and answers as a query, so that its history need not hold it once more as an input.</summary>
internal static class AskedOfRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <param name="question">A query of the run.</param>
    /// <param name="what">In words, what it is to answer.</param>
    /// <param name="cancel">Ends the waiting.</param>
    /// <exception cref="InvalidOperationException">It has none. As when the run does not answer, Temporal tries the activity again.</exception>
    public static async Task<T> AnswerAsync<T>(Expression<Func<DryRunWorkflow, T?>> question, string what, CancellationToken cancel)
        where T : class
    {
        var activity = ActivityExecutionContext.Current;
        var id = activity.Info.WorkflowId ?? throw new InvalidOperationException($"'{activity.Info.ActivityType}' is no step of a run, expected one.");
        return await activity.TemporalClient.GetWorkflowHandle<DryRunWorkflow>(id, activity.Info.WorkflowRunId)
                .QueryAsync(question, new() { Rpc = new() { Timeout = Patience, Retry = false, CancellationToken = cancel } })
            ?? throw new InvalidOperationException($"Run '{id}' was expected to have {what}, and has none yet. It is asked again.");
    }
}
