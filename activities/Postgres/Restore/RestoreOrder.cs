namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>
/// Deals a dump out to sessions that come for their next step whenever they have done one, so that the database comes to be what one session would have made of
/// it. What is alone is the first session's. Between two such parts each piece of work (the rows of a table, an index, a foreign key) is taken by whoever is idle, once
/// none that shares a table with it comes before it or is still being done. Pure.
/// </summary>
/// <param name="sessions">How many come.</param>
internal sealed class RestoreOrder(int sessions)
{
    private readonly Session[] all = [.. Enumerable.Range(0, sessions).Select(_ => new Session())];
    private readonly Queue<DumpPart> ahead = new();
    private readonly List<DumpPart> settings = [];

    /// <summary>What nobody has taken, in the dump's order.</summary>
    private readonly List<Work> free = [];

    /// <summary>What came last of the dump: more of its rows may come.</summary>
    private Work? newest;

    /// <summary>True while the first session does what is alone.</summary>
    private bool alone;
    private bool ended;

    /// <summary>Changes where a session may go on that could not before, though nobody got a step.</summary>
    public int Freed { get; private set; }

    /// <summary>The dump's next part.</summary>
    public void Add(DumpPart part) => ahead.Enqueue(part);

    /// <summary>No more will be added.</summary>
    public void End() => ended = true;

    /// <summary>What this session does now; absent while there is nothing for it. It has done what it was told before.</summary>
    public RestoreStep? Next(int session)
    {
        var mine = all[session];
        alone &= mine != all[0];
        Admit();
        return mine.Work is { } work ? Own(mine, work) : Idle(mine);
    }

    private RestoreStep? Idle(Session mine) => Take(mine) ?? (mine == all[0] ? Lead(mine) : null) ?? Close(mine);

    /// <summary>Up to what has to wait until all before it is done.</summary>
    private void Admit()
    {
        while (!alone && ahead.TryPeek(out var next) && next.Share is not PartScope.Alone)
        {
            ahead.Dequeue();
            if (next.Share is PartScope.Tables tables)
            {
                Admit(next, tables);
            }
            else
            {
                newest = null;
                settings.Add(next);
            }
        }

        if (ended || ahead.Count > 0)
        {
            newest = null;
        }
    }

    private void Admit(DumpPart part, PartScope.Tables tables)
    {
        if (!ReferenceEquals(newest?.Tables, tables))
        {
            newest = new Work(tables);
            free.Add(newest);
        }

        newest.Parts.Enqueue(part);
    }

    /// <summary>More of the work that it has; nothing else may come between the rows of one table.</summary>
    private RestoreStep? Own(Session mine, Work work)
    {
        if (work.Parts.TryPeek(out var part))
        {
            return Setting(mine, part.From) ?? Run(work.Parts.Dequeue());
        }

        if (work == newest)
        {
            return null;
        }

        mine.Work = null;
        Freed++;
        return Idle(mine);
    }

    /// <summary>The first that need not wait for what is before it or with another session.</summary>
    private RestoreStep? Take(Session mine)
    {
        HashSet<string> taken = [.. all.SelectMany(other => other.Work?.Tables.Names ?? [])];
        foreach (var work in free)
        {
            if (!taken.Overlaps(work.Tables.Names))
            {
                free.Remove(work);
                mine.Work = work;
                return Own(mine, work);
            }

            taken.UnionWith(work.Tables.Names);
        }

        return null;
    }

    /// <summary>What is the first session's alone, once the others are done.</summary>
    private RestoreStep.Run? Lead(Session mine)
    {
        if (!ahead.TryPeek(out var next) || free.Count > 0 || all.Any(other => other.Work is not null))
        {
            return null;
        }

        alone = true;
        return Setting(mine, next.From) ?? Run(ahead.Dequeue());
    }

    private RestoreStep? Close(Session mine) =>
        ended && !alone && ahead.Count == 0 && free.Count == 0 ? (RestoreStep?)Setting(mine, long.MaxValue) ?? RestoreStep.Close.Instance : null;

    /// <summary>A setting that came before this and that it has not run yet.</summary>
    private RestoreStep.Run? Setting(Session mine, long before) =>
        mine.Settings < settings.Count && settings[mine.Settings].From < before ? Run(settings[mine.Settings++]) : null;

    private static RestoreStep.Run Run(DumpPart part) => new(part);

    /// <summary>What one session does in one go: a statement, and the rows that come with it.</summary>
    private sealed class Work(PartScope.Tables tables)
    {
        public PartScope.Tables Tables => tables;

        /// <summary>What has come of it and was not handed on.</summary>
        public Queue<DumpPart> Parts { get; } = new();
    }

    private sealed class Session
    {
        /// <summary>What it took, until all of it is done.</summary>
        public Work? Work { get; set; }

        /// <summary>How many of the settings it has run.</summary>
        public int Settings { get; set; }
    }
}
