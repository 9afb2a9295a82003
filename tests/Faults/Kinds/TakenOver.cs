namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>Waits until Temporal has given up on a worker that stands still.</summary>
internal static class TakenOver
{
    /// <summary>Says by what it is seen.</summary>
    public static async Task<string?> UntilAsync(FaultContext scene, DateTimeOffset struck, CancellationToken over)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await poll.WaitForNextTickAsync(over))
        {
            if (Attempts.AgainSince(scene, struck) is { } words)
            {
                return words;
            }

            if ((await scene.PendingAsync()).FirstOrDefault(a => a.Attempt > 1) is { } again)
            {
                return $"{again.ActivityType.Name} went into attempt {again.Attempt}";
            }
        }

        return null;
    }
}
