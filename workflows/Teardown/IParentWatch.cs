using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>
/// Tells a guard that its dry run has ended without a word. Temporal's own close policy does not reach a guard whose parent was reset, so the guard
/// does not rely on it.
/// </summary>
public interface IParentWatch
{
    /// <summary>Answers when the <b>run</b> (workflow id and run id) is closed or gone, whatever ended it and whatever follows it under the same id.</summary>
    [Activity("guard.watch")]
    Task<ParentEnd> WatchAsync(ParentRun parent);
}
