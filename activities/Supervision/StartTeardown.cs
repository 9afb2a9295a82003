using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Supervision;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;
using Temporalio.Api.Enums.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Supervision;

internal sealed partial class SupervisionActivities
{
    /// <summary>Temporal is asked before the folder is read: a teardown writes its mark before it ends, so none is started for a run that ends meanwhile.</summary>
    public async Task<SupervisedRun> StartTeardownAsync(OpenManifest manifest)
    {
        var (run, client) = (manifest.Run, ActivityExecutionContext.Current.TemporalClient);
        var teardown = WorkflowNames.TeardownId(run.WorkflowId);
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

        if (folder?.Request is not { } request || request.Manifest.Run != run)
        {
            return Answer(manifest, SupervisedState.Closed, teardown);
        }

        return await StartAsync(client, teardown, request)
            ? Answer(manifest, SupervisedState.Started, teardown)
            : Answer(manifest, SupervisedState.Held, teardown);
    }

    /// <summary>False when somebody else was faster.</summary>
    private async Task<bool> StartAsync(ITemporalClient client, string id, TeardownRequest request)
    {
        try
        {
            await client.StartWorkflowAsync(WorkflowNames.Teardown, [request], new WorkflowOptions(id, ActivityExecutionContext.Current.Info.TaskQueue)
            {
                TaskTimeout = WorkflowNames.TaskTimeout,
                IdConflictPolicy = WorkflowIdConflictPolicy.Fail,
                IdReusePolicy = WorkflowIdReusePolicy.AllowDuplicate,
                StaticSummary = $"Teardown of {request.Manifest.RunKey}, by the supervisor",
                Rpc = new RpcOptions { CancellationToken = CurrentActivity.Cancel },
            });
        }
        catch (WorkflowAlreadyStartedException)
        {
            return false;
        }

        SupervisionLog.Started(log, request.Manifest.RunKey, id, Path.Join(host.Evidence, request.Manifest.RunKey, RunFolders.ManifestFile));
        return true;
    }

    /// <summary>The open workflow of the run's ids, of this run or of another: one id, one teardown at a time. Null when there is none.</summary>
    private static async Task<string?> HolderAsync(ITemporalClient client, RunRef run)
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
        Words = words,
    };
}
