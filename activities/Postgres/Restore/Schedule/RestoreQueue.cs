namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Schedule;

/// <summary>Gives the sessions of a restore their next steps while the dump is still being read: <see cref="RestoreOrder"/> behind a lock, with a wait.</summary>
internal sealed class RestoreQueue(int sessions)
{
    private readonly Lock gate = new();
    private readonly RestoreOrder order = new(sessions);
    private TaskCompletionSource changed = NewSignal();

    /// <summary>The dump's next parts.</summary>
    public void Add(IReadOnlyList<DumpPart> parts)
    {
        lock (gate)
        {
            foreach (var part in parts)
            {
                order.Add(part);
            }

            Signal();
        }
    }

    /// <summary>No more parts will be added.</summary>
    public void End()
    {
        lock (gate)
        {
            order.End();
            Signal();
        }
    }

    /// <summary>Waits until there is something for this session.</summary>
    public async Task<RestoreStep> NextAsync(int session, CancellationToken cancel)
    {
        while (true)
        {
            Task change;
            lock (gate)
            {
                var released = order.Released;
                var step = order.Next(session);
                if (step is not null || order.Released != released)
                {
                    Signal();
                }

                if (step is not null)
                {
                    return step;
                }

                change = changed.Task;
            }

            await change.WaitAsync(cancel);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Signal()
    {
        var before = changed;
        changed = NewSignal();
        before.SetResult();
    }
}
