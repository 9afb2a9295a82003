namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Schedule;

/// <summary>
/// Schedules parts of a dump over parallel sessions, so that the database becomes what one session would have made of the dump. An exclusive part goes to the first
/// session. Between two of these, any idle session takes the next work (the rows of a table, an index, a foreign key) none of whose tables is used by earlier or
/// running work. A session asks for its next step when it has done the one before. Pure; docs/restore.md explains why the order is right.
/// </summary>
/// <param name="count">How many sessions there are.</param>
internal sealed class RestoreOrder(int count)
{
    private readonly Session[] sessions = [.. Enumerable.Range(0, count).Select(_ => new Session())];

    /// <summary>What is not admitted yet: the next exclusive part and everything after it.</summary>
    private readonly Queue<DumpPart> pending = new();

    /// <summary>Parts that every session runs, in the dump's order.</summary>
    private readonly List<DumpPart> settings = [];

    /// <summary>Work that no session has taken, in the dump's order.</summary>
    private readonly List<TableWork> waiting = [];

    /// <summary>The work that was admitted last: more of its rows may come.</summary>
    private TableWork? newest;

    /// <summary>True while the first session runs an exclusive part.</summary>
    private bool exclusive;
    private bool ended;

    /// <summary>Grows when a session lets go of a table: another session that had nothing to do may have something now.</summary>
    public int Released { get; private set; }

    /// <summary>The dump's next part.</summary>
    public void Add(DumpPart part) => pending.Enqueue(part);

    /// <summary>No more parts will be added.</summary>
    public void End() => ended = true;

    /// <summary>What this session does next; null while there is nothing for it. To ask means that the step before is done.</summary>
    public RestoreStep? Next(int session)
    {
        var asking = sessions[session];
        exclusive &= asking != sessions[0];
        Admit();
        return asking.Work is { } work ? Continue(asking, work) : Begin(asking);
    }

    private RestoreStep? Begin(Session session) => Take(session) ?? (session == sessions[0] ? RunExclusive(session) : null) ?? Close(session);

    /// <summary>Everything up to the next exclusive part, which has to wait until all before it is done.</summary>
    private void Admit()
    {
        while (!exclusive && pending.TryPeek(out var next) && next.Scope is not PartScope.Exclusive)
        {
            pending.Dequeue();
            if (next.Scope is PartScope.Tables tables)
            {
                Admit(next, tables);
            }
            else
            {
                newest = null;
                settings.Add(next);
            }
        }

        if (ended || pending.Count > 0)
        {
            newest = null;
        }
    }

    private void Admit(DumpPart part, PartScope.Tables tables)
    {
        if (!ReferenceEquals(newest?.Tables, tables))
        {
            newest = new TableWork(tables);
            waiting.Add(newest);
        }

        newest.Parts.Enqueue(part);
    }

    /// <summary>More of the work that it has; nothing else may come between the rows of one table.</summary>
    private RestoreStep? Continue(Session session, TableWork work)
    {
        if (work.Parts.TryPeek(out var part))
        {
            return RunSetting(session, part.Piece.From) ?? Run(work.Parts.Dequeue());
        }

        if (work == newest)
        {
            return null;
        }

        session.Work = null;
        Released++;
        return Begin(session);
    }

    /// <summary>The first work that shares no table with work before it or with another session's.</summary>
    private RestoreStep? Take(Session session)
    {
        HashSet<string> used = [.. sessions.SelectMany(other => other.Work?.Tables.Names ?? [])];
        foreach (var work in waiting)
        {
            if (!used.Overlaps(work.Tables.Names))
            {
                waiting.Remove(work);
                session.Work = work;
                return Continue(session, work);
            }

            used.UnionWith(work.Tables.Names);
        }

        return null;
    }

    /// <summary>The next exclusive part, once all work before it is done.</summary>
    private RestoreStep.Run? RunExclusive(Session first)
    {
        if (!pending.TryPeek(out var next) || waiting.Count > 0 || sessions.Any(other => other.Work is not null))
        {
            return null;
        }

        exclusive = true;
        return RunSetting(first, next.Piece.From) ?? Run(pending.Dequeue());
    }

    private RestoreStep? Close(Session session) =>
        ended && !exclusive && pending.Count == 0 && waiting.Count == 0 ? (RestoreStep?)RunSetting(session, long.MaxValue) ?? RestoreStep.Close.Instance : null;

    /// <summary>A setting that stands before this offset and that the session has not run yet.</summary>
    private RestoreStep.Run? RunSetting(Session session, long before) =>
        session.Settings < settings.Count && settings[session.Settings].Piece.From < before ? Run(settings[session.Settings++]) : null;

    private static RestoreStep.Run Run(DumpPart part) => new(part);

    /// <summary>What one session does in one go: a statement, and the rows that come with it.</summary>
    private sealed class TableWork(PartScope.Tables tables)
    {
        public PartScope.Tables Tables => tables;

        /// <summary>Its parts that have come and were not run.</summary>
        public Queue<DumpPart> Parts { get; } = new();
    }

    private sealed class Session
    {
        /// <summary>What it took, until all of it is done.</summary>
        public TableWork? Work { get; set; }

        /// <summary>How many of the settings it has run.</summary>
        public int Settings { get; set; }
    }
}
