using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Evidence.Journal;

/// <summary>
/// Runs for the way forward. Whoever may write to the namespace can ask for any activity in any order, so each looks for itself whether the host has found
/// the plan permitted. Teardown and closure do not ask: what was made is removed whatever the policy says by then.
/// </summary>
internal static class PermittedRuns
{
    /// <exception cref="ApplicationFailureException">As <see cref="IRunStore.OpenAsync"/>; or of type <see cref="FailureTypes.NotPermitted"/>.</exception>
    public static async Task<RecordedRun> OpenPermittedAsync(this IRunStore runs, string key, CancellationToken cancel)
    {
        var run = await runs.OpenAsync(key, cancel);
        return run.Journal.Answer(Gate.PlanPermitted)?.State == GateState.Green ? run : throw new ApplicationFailureException(
            $"Run '{key}' is not worked on here: its journal has no green {Gate.PlanPermitted}, which says that this host's policy permits its plan. Nothing was touched. Start a plan that the policy permits.",
            FailureTypes.NotPermitted,
            nonRetryable: true);
    }
}
