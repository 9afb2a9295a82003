using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Runtime;
using DotIuCutter.Temporal.Workflows.Supervision;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows;

/// <summary>
/// One look at the evidence directory: whatever has a manifest, no ended teardown and no open workflow gets its Teardown, and so does a closed run
/// of which something is on the engine again. It does not wait for any of them, so that a parked one keeps nobody else waiting.
/// </summary>
[Workflow(WorkflowNames.Supervise)]
public sealed class SuperviseWorkflow
{
    private readonly List<SupervisedRun> runs = [];

    [WorkflowRun]
    public async Task<SupervisionOutcome> RunAsync()
    {
        var problem = await ReopenAsync();
        var found = await Workflow.ExecuteActivityAsync((ISupervision a) => a.FindOpenAsync(new FindOpenRequest()), Retries.Supervision("open manifests"));
        foreach (var manifest in found.Open)
        {
            runs.Add(await SuperviseAsync(manifest));
        }

        return new SupervisionOutcome { Runs = runs, Unreadable = found.Unreadable, NotLooked = problem };
    }

    /// <summary>Why it could not be looked at; null when it was. An engine that is away keeps no open run from its teardown.</summary>
    private static async Task<string?> ReopenAsync()
    {
        try
        {
            await Workflow.ExecuteActivityAsync((ISupervision a) => a.ReopenAsync(new ReopenRequest()), Retries.Supervision("what is left of closed runs"));
            return null;
        }
        catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
        {
            return Message(e);
        }
    }

    /// <summary>One that cannot be looked after keeps no other from it.</summary>
    private static async Task<SupervisedRun> SuperviseAsync(OpenManifest manifest)
    {
        try
        {
            return await Workflow.ExecuteActivityAsync((ISupervision a) => a.StartTeardownAsync(manifest), Retries.Supervision(manifest.Run.Key));
        }
        catch (ActivityFailureException e) when (!TemporalException.IsCanceledException(e))
        {
            return new SupervisedRun
            {
                RunKey = manifest.Run.Key,
                WorkflowId = manifest.Run.WorkflowId,
                Path = manifest.Path,
                State = SupervisedState.Failed,
                Detail = Message(e),
            };
        }
    }

    private static string Message(ActivityFailureException failure) => failure.InnerException?.Message ?? failure.Message;
}
