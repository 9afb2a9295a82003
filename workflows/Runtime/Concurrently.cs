using System.Runtime.ExceptionServices;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>Work without order between its parts goes on side by side. All of it has come to its end before the next step, so nothing is going on when teardown begins.</summary>
internal static class Concurrently
{
    /// <summary>Runs that were begun before went step by step, and are replayed that way.</summary>
    public const string Patch = "side-by-side";

    /// <summary>Every part to its end, whatever becomes of the others.</summary>
    public static async Task AllAsync(bool sideBySide, params IReadOnlyList<Func<Task>> parts)
    {
        if (sideBySide)
        {
            await Workflow.WhenAllAsync(parts.Select(part => part()).ToList());
            return;
        }

        foreach (var part in parts)
        {
            await part();
        }
    }

    /// <summary>Parts of which none is worth anything without the others: where one fails, the others are stopped. Throws the first failure; what it stopped says nothing of its own.</summary>
    public static async Task TogetherAsync(CancellationToken stop, params IReadOnlyList<Func<CancellationToken, Task>> parts)
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
