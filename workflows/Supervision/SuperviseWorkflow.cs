using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Supervision;

/// <summary>
/// One look at the evidence directory: whatever has a manifest, no closed mark and no open workflow gets its Teardown. It does not wait for
/// any of them, so that a parked one keeps nobody else waiting.
/// </summary>
[Workflow(Contract.Supervise)]
public sealed class SuperviseWorkflow
{
    private readonly List<SupervisedRun> runs = [];

    [WorkflowRun]
    public async Task<SupervisionOutcome> RunAsync()
    {
        var found = await Workflow.ExecuteActivityAsync((ISupervision a) => a.FindOpenAsync(new FindOpenRequest()), Policies.Supervision("open manifests"));
        foreach (var manifest in found.Open)
        {
            runs.Add(await SuperviseAsync(manifest));
        }

        return new SupervisionOutcome { Runs = runs, Unreadable = found.Unreadable };
    }

    /// <summary>One that cannot be looked after keeps no other from it.</summary>
    private static async Task<SupervisedRun> SuperviseAsync(OpenManifest manifest)
    {
        try
        {
            return await Workflow.ExecuteActivityAsync((ISupervision a) => a.StartTeardownAsync(manifest), Policies.Supervision(manifest.Run.Key));
        }
        catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
        {
            return new SupervisedRun
            {
                RunKey = manifest.Run.Key,
                WorkflowId = manifest.Run.WorkflowId,
                Path = manifest.Path,
                State = SupervisedState.Failed,
                Words = e.InnerException?.Message ?? e.Message,
            };
        }
    }
}
