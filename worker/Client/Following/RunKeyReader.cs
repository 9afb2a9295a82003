using System.Collections.Concurrent;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>Reads the run keys of workflows: from the result of a closed run, or by asking an open one. A run that does not answer has none here.</summary>
internal sealed class RunKeyReader(ITemporalClient client)
{
    private const int AtOnce = 8;

    /// <summary>The queues without a worker: their other runs are not asked.</summary>
    private readonly ConcurrentDictionary<string, bool> silentQueues = new(StringComparer.Ordinal);

    /// <summary>Returns the run keys that are known, by workflow and execution. A teardown has the key of the run that started it.</summary>
    public async Task<IReadOnlyDictionary<(string Id, string RunId), string>> ReadAsync(IReadOnlyList<WorkflowExecution> executions)
    {
        var keys = new ConcurrentDictionary<(string Id, string RunId), string>();
        await Parallel.ForEachAsync(executions.Where(e => e.WorkflowType == WorkflowNames.DryRun), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (run, _) =>
        {
            if (await ReadAsync(run) is { } key)
            {
                keys[(run.Id, run.RunId)] = key;
            }
        });
        foreach (var teardown in executions.Where(e => e.WorkflowType == WorkflowNames.Teardown))
        {
            if (teardown is { ParentId: { } parent, ParentRunId: { } parentRun } && keys.TryGetValue((parent, parentRun), out var key))
            {
                keys[(teardown.Id, teardown.RunId)] = key;
            }
        }

        return keys;
    }

    private async Task<string?> ReadAsync(WorkflowExecution run)
    {
        var handle = client.GetWorkflowHandle(run.Id, run.RunId);
        try
        {
            return run.Status is WorkflowExecutionStatus.Completed or WorkflowExecutionStatus.Failed
                ? (await handle.GetResultAsync<ClosureSummary>(followRuns: false, StatusPoller.ShortTimeout())).RunKey
                : silentQueues.ContainsKey(run.TaskQueue ?? "") ? null
                : (await handle.QueryAsync<RunStatus>("status", [], new() { Rpc = StatusPoller.ShortTimeout() })).RunKey;
        }
        catch (WorkflowFailedException fault)
        {
            return FollowResults.FromFailure(fault).Summary?.RunKey;
        }
        catch (Exception fault) when (fault is RpcException or WorkflowQueryFailedException)
        {
            silentQueues[run.TaskQueue ?? ""] = true;
            return null;
        }
    }
}
