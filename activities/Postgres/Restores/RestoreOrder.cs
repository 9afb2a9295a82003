namespace DotIuCutter.Temporal.Activities.Postgres.Restores;

/// <summary>
/// Deals a dump out to sessions, so that the database comes to be what one session would have made of it. What is alone is the first session's; a table, until
/// something is alone again, is the session's that had least to do when it first came. Pure.
/// </summary>
/// <param name="sessions">How many; with one there is nothing to wait for.</param>
/// <param name="pending">Bytes that a session has not run yet.</param>
internal sealed class RestoreOrder(int sessions, Func<int, long> pending)
{
    private readonly Dictionary<string, int> owners = [];

    /// <summary>Sessions that the next part that is alone waits for.</summary>
    private readonly HashSet<int> busy = [];

    /// <summary>Sessions that know of the last part that was alone.</summary>
    private readonly HashSet<int> informed = [.. Enumerable.Range(0, sessions)];

    /// <summary>What the first session tells when that part is done; absent until somebody has to know.</summary>
    private int? alone;

    private int numbers;

    /// <summary>What each session does for this part, in the order in which it is told to.</summary>
    public IEnumerable<(int Session, RestoreStep Step)> Deal(DumpPart part)
    {
        var run = new RestoreStep.Run(part.From, part.To);
        return part.Share switch
        {
            DumpShare.Everywhere => Enumerable.Range(0, sessions).Select(session => (session, (RestoreStep)run)),
            DumpShare.Table { Name: var table } => [.. OfTable(table), (owners[table], run)],
            _ => [.. Alone(), (0, run)],
        };
    }

    private IEnumerable<(int, RestoreStep)> Alone()
    {
        foreach (var session in busy)
        {
            yield return (session, new RestoreStep.Tell(++numbers));
            yield return (0, new RestoreStep.Await(numbers));
        }

        busy.Clear();
        owners.Clear();
        informed.Clear();
        informed.Add(0);
        alone = null;
    }

    private IEnumerable<(int, RestoreStep)> OfTable(string table)
    {
        if (!owners.TryGetValue(table, out var session))
        {
            owners[table] = session = Enumerable.Range(0, sessions).MinBy(pending);
        }

        // Told before its first table is begun, so that nobody waits for rows.
        if (alone is null && informed.Count < sessions)
        {
            yield return (0, new RestoreStep.Tell(++numbers));
            alone = numbers;
        }

        if (session > 0)
        {
            busy.Add(session);
            if (informed.Add(session))
            {
                yield return (session, new RestoreStep.Await(alone ?? throw new InvalidOperationException("A session that does not know was told of.")));
            }
        }
    }
}
