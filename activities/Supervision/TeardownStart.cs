using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Supervision;
using Microsoft.Extensions.Logging;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Supervision;

/// <summary>Starts the teardown of an open run that nothing else tears down.</summary>
internal sealed class TeardownStart(HostOptions host, TimeProvider time, ILogger log)
{
    /// <summary>Temporal is asked before the folder is read: a teardown writes its end to the journal before it ends, so none is started for a run that ends meanwhile.</summary>
    public async Task<SupervisedRun> StartAsync(OpenManifest manifest)
    {
        var (run, client) = (manifest.Run, ActivityExecutionContext.Current.TemporalClient);
        var teardown = WorkflowNames.TeardownId(run.WorkflowId);
        if (await WaitingGuard.BeginAsync(client, run, time.GetUtcNow()) is { } reason)
        {
            SupervisionLog.Begun(log, run.Key, teardown, reason);
            return Answer(manifest, SupervisedState.Begun, reason);
        }

        if (await HolderAsync(client, run) is { } holder)
        {
            return Answer(manifest, SupervisedState.Held, holder);
        }

        var folder = await RunFolders.ReadAsync(Path.Join(host.Evidence, run.Key), CurrentActivity.Cancel);
        if (folder is { Problem: { } problem })
        {
            SupervisionLog.Unreadable(log, folder.Manifest, problem);
            return Answer(manifest, SupervisedState.Failed, problem);
        }

        if (folder?.Run is not { } found || found.Run != run)
        {
            return Answer(manifest, SupervisedState.Closed, teardown);
        }

        return await StartAsync(client, teardown, run.Key)
            ? Answer(manifest, SupervisedState.Started, teardown)
            : Answer(manifest, SupervisedState.Held, teardown);
    }

    /// <summary>False when somebody else was faster.</summary>
    private async Task<bool> StartAsync(ITemporalClient client, string id, string runKey)
    {
        try
        {
            await client.StartWorkflowAsync(WorkflowNames.Teardown, [new TeardownInput { Run = runKey }], new WorkflowOptions(id, ActivityExecutionContext.Current.Info.TaskQueue)
            {
                TaskTimeout = WorkflowNames.TaskTimeout,
                IdConflictPolicy = WorkflowIdConflictPolicy.Fail,
                IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicate,
                StaticSummary = $"Teardown of {runKey}, by the supervisor",
                Rpc = new RpcOptions { CancellationToken = CurrentActivity.Cancel },
            });
        }
        catch (WorkflowAlreadyStartedException)
        {
            return false;
        }

        SupervisionLog.Started(log, runKey, id, Path.Join(host.Evidence, runKey, RunFolders.ManifestFile));
        return true;
    }

    /// <summary>The open workflow of the run's ids, of this run or of another: one id, one teardown at a time. Null when there is none.</summary>
    public static async Task<string?> HolderAsync(ITemporalClient client, RunRef run)
    {
        foreach (var id in new[] { run.WorkflowId, WorkflowNames.TeardownId(run.WorkflowId) })
        {
            if (await WorkflowExecutions.IsOpenAsync(client, id))
            {
                return id;
            }
        }

        return null;
    }

    private static SupervisedRun Answer(OpenManifest manifest, SupervisedState state, string words) => new()
    {
        RunKey = manifest.Run.Key,
        WorkflowId = manifest.Run.WorkflowId,
        Path = manifest.Path,
        State = state,
        Detail = words,
    };
}
