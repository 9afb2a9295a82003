using System.Runtime.ExceptionServices;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>Steps that run at the same time and depend on each other.</summary>
internal static class Concurrently
{
    /// <summary>
    /// Runs parts of which none is worth anything without the others. Where one fails, the others are stopped; all have ended before this returns.
    /// Throws the first failure.
    /// </summary>
    public static async Task RunTogetherAsync(CancellationToken stop, params IReadOnlyList<Func<CancellationToken, Task>> parts)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Exception? first = null;
        await Workflow.WhenAllAsync(parts.Select(RunAsync).ToList());
        if (first is not null)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        async Task RunAsync(Func<CancellationToken, Task> part)
        {
            try
            {
                await part(together.Token);
            }
            catch (Exception e)
            {
                first ??= e;
                together.Cancel();
            }
        }
    }
}
