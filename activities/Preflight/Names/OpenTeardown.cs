using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Preflight.Names;

/// <summary>The part of G-04 that only Temporal can answer: the teardown of an earlier run of this workflow id still works, or is parked.</summary>
internal static class OpenTeardown
{
    /// <summary>Empty when there is none, or no Temporal to ask.</summary>
    public static async Task<IReadOnlyList<NameHolder>> HoldersAsync(RunRef run, Func<string, Task<bool>>? isOpen)
    {
        var id = WorkflowNames.TeardownId(run.WorkflowId);
        return isOpen is not null && await isOpen(id)
            ? [new NameHolder($"workflow '{id}'", $"workflow '{id}', the teardown of an earlier run, is open", $"See what it left with `dryrun status {id}`, then `dryrun retry {id}` or acknowledge it.")]
            : [];
    }
}
