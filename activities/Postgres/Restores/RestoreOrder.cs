namespace DotIuCutter.Temporal.Activities.Postgres.Restores;

/// <summary>
/// Deals a dump out to sessions that come for their next step whenever they have done one, so that the database comes to be what one session would have made of
/// it. What is alone is the first session's. Between two such parts the tables are free: whoever has nothing left takes the next one, and keeps it. Pure; a
/// session does its step before it comes again.
/// </summary>
internal sealed class RestoreOrder(int sessions)
{
    private readonly Session[] all = [.. Enumerable.Range(0, sessions).Select(_ => new Session())];
    private readonly Queue<DumpPart> ahead = new();
    private readonly List<DumpPart> settings = [];

    /// <summary>Tables that nobody has taken, in the dump's order: rows that still come in are always those of the last one.</summary>
    private readonly Queue<string> free = new();
    private readonly Dictionary<string, Queue<DumpPart>> parts = [];
    private readonly Dictionary<string, Session> owners = [];

    /// <summary>True while tables may be taken.</summary>
    private bool open;
    private bool ended;

    /// <summary>What came last of the dump; what comes next may be more of its rows.</summary>
    private DumpPart? newest;

    /// <summary>What the first session told last of what was alone.</summary>
    private int told;
    private int numbers;

    /// <summary>The dump's next part.</summary>
    public void Add(DumpPart part)
    {
        newest = part;
        ahead.Enqueue(part);
    }

    /// <summary>No more will be added.</summary>
    public void End() => (ended, newest) = (true, null);

    /// <summary>What this session does now; absent while there is nothing for it.</summary>
    public RestoreStep? Next(int session)
    {
        Admit();
        var mine = all[session];
        return Own(mine) ?? (AmidRows(mine) ? null : Answer(mine) ?? (Take(mine) ? Own(mine) : null) ?? (session == 0 ? Lead(mine) : null) ?? Close(mine));
    }

    /// <summary>Up to what has to wait until all before it is done.</summary>
    private void Admit()
    {
        while (ahead.TryPeek(out var next))
        {
            if (next.Share is DumpShare.Everywhere)
            {
                settings.Add(ahead.Dequeue());
            }
            else if (open && next.Share is DumpShare.Table { Name: var table })
            {
                Admit(table, ahead.Dequeue());
            }
            else
            {
                return;
            }
        }
    }

    private void Admit(string table, DumpPart part)
    {
        if (owners.TryGetValue(table, out var owner))
        {
            owner.Parts.Enqueue(part);
            return;
        }

        if (!parts.TryGetValue(table, out var waiting))
        {
            parts[table] = waiting = new();
            free.Enqueue(table);
        }

        waiting.Enqueue(part);
    }

    /// <summary>More of a table that it has.</summary>
    private RestoreStep? Own(Session mine)
    {
        if (!mine.Parts.TryPeek(out var part))
        {
            return null;
        }

        if (!mine.Informed)
        {
            mine.Informed = true;
            return new RestoreStep.Await(told);
        }

        if (Setting(mine, part.From) is { } setting)
        {
            return setting;
        }

        mine.Latest = mine.Parts.Dequeue();
        return Run(part);
    }

    /// <summary>Nothing else may come between the rows of one table.</summary>
    private bool AmidRows(Session mine) => newest is not null && mine.Latest == newest;

    /// <summary>When the first session waits for it.</summary>
    private static RestoreStep.Tell? Answer(Session mine)
    {
        if (mine.Asked is not { } number)
        {
            return null;
        }

        mine.Asked = null;
        return new RestoreStep.Tell(number);
    }

    private bool Take(Session mine)
    {
        if (!free.TryDequeue(out var table))
        {
            return false;
        }

        mine.Busy = true;
        owners[table] = mine;
        parts.Remove(table, out var waiting);
        foreach (var part in waiting ?? [])
        {
            mine.Parts.Enqueue(part);
        }

        return true;
    }

    /// <summary>What is the first session's alone.</summary>
    private RestoreStep? Lead(Session mine)
    {
        if (!ahead.TryPeek(out var next))
        {
            return null;
        }

        if (next.Share is DumpShare.Table)
        {
            return Open();
        }

        mine.Busy = false;
        if (all.FirstOrDefault(other => other.Busy) is { } busy)
        {
            (busy.Busy, busy.Asked) = (false, ++numbers);
            return new RestoreStep.Await(numbers);
        }

        open = false;
        owners.Clear();
        return Setting(mine, next.From) ?? Run(ahead.Dequeue());
    }

    /// <summary>From here on tables may be taken, once this session has told the others that what was alone is done.</summary>
    private RestoreStep? Open()
    {
        open = true;
        if (sessions == 1)
        {
            return Next(0);
        }

        foreach (var other in all[1..])
        {
            other.Informed = false;
        }

        told = ++numbers;
        return new RestoreStep.Tell(told);
    }

    private RestoreStep? Close(Session mine) =>
        ended && ahead.Count == 0 && free.Count == 0 ? (RestoreStep?)Setting(mine, long.MaxValue) ?? RestoreStep.Close.Instance : null;

    /// <summary>A setting that came before this and that it has not run yet.</summary>
    private RestoreStep.Run? Setting(Session mine, long before) =>
        mine.Settings < settings.Count && settings[mine.Settings].From < before ? Run(settings[mine.Settings++]) : null;

    private static RestoreStep.Run Run(DumpPart part) => new(part.From, part.To);

    private sealed class Session
    {
        /// <summary>Of its tables, in the dump's order.</summary>
        public Queue<DumpPart> Parts { get; } = new();

        /// <summary>Of its tables, what it did last.</summary>
        public DumpPart? Latest { get; set; }

        /// <summary>True when it took a table that the first session has not waited for.</summary>
        public bool Busy { get; set; }

        /// <summary>What it is to tell when its tables are done.</summary>
        public int? Asked { get; set; }

        /// <summary>True when it knows that what was alone before these tables is done.</summary>
        public bool Informed { get; set; } = true;

        /// <summary>How many of the settings it has run.</summary>
        public int Settings { get; set; }
    }
}
