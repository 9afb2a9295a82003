namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>Where the sessions of a restore come for their next step while the dump still comes in.</summary>
internal sealed class RestoreQueue(int sessions)
{
    private readonly Lock gate = new();
    private readonly RestoreOrder order = new(sessions);
    private TaskCompletionSource changed = NewChange();

    public void Add(IReadOnlyList<DumpPart> parts)
    {
        lock (gate)
        {
            foreach (var part in parts)
            {
                order.Add(part);
            }

            Change();
        }
    }

    /// <summary>No more will be added.</summary>
    public void End()
    {
        lock (gate)
        {
            order.End();
            Change();
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
                var freed = order.Freed;
                var step = order.Next(session);
                if (step is not null || order.Freed != freed)
                {
                    Change();
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

    private static TaskCompletionSource NewChange() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Change()
    {
        var before = changed;
        changed = NewChange();
        before.SetResult();
    }
}
