namespace DotIuCutter.Temporal.Activities.Postgres.Restores;

/// <summary>
/// Deals a dump out to sessions that come for their next step whenever they have done one, so that the database comes to be what one session would have made of
/// it. What is alone is the first session's. Between two such parts each piece of work (the rows of a table, an index, a foreign key) is taken by whoever is idle, once
/// none that shares a table with it comes before it or is still being done. Pure; a session does its step before it comes again.
/// </summary>
/// <param name="sessions">How many come.</param>
/// <param name="large">Bytes of a table from which on a session takes nothing else before its psql is done with it.</param>
internal sealed class RestoreOrder(int sessions, long large = RestoreOrder.Large)
{
    /// <summary>What a pipe holds: with less, psql is done a moment after its session.</summary>
    private const long Large = 1 << 20;

    private readonly Session[] all = [.. Enumerable.Range(0, sessions).Select(_ => new Session())];
    private readonly Queue<DumpPart> ahead = new();
    private readonly List<DumpPart> settings = [];

    /// <summary>What nobody has taken, in the dump's order.</summary>
    private readonly List<Work> free = [];
    private readonly Dictionary<string, long> sizes = [];

    /// <summary>What came last of the dump: more of its rows may come.</summary>
    private Work? newest;

    /// <summary>True while there is work to take: the first session told the others that what was alone is done.</summary>
    private bool open;
    private bool ended;

    /// <summary>What the first session told last of what was alone.</summary>
    private int told;
    private int numbers;

    /// <summary>Changes where a session may go on that could not before, though nobody got a step.</summary>
    public int Freed { get; private set; }

    /// <summary>The dump's next part.</summary>
    public void Add(DumpPart part) => ahead.Enqueue(part);

    /// <summary>No more will be added.</summary>
    public void End() => ended = true;

    /// <summary>What this session does now; absent while there is nothing for it.</summary>
    public RestoreStep? Next(int session)
    {
        Admit();
        var mine = all[session];
        return mine.Work is { } work ? Own(mine, work) : Idle(mine);
    }

    private RestoreStep? Idle(Session mine) => Settle(mine) ?? Take(mine) ?? (mine == all[0] ? Lead(mine) : null) ?? Close(mine);

    /// <summary>Up to what has to wait until all before it is done.</summary>
    private void Admit()
    {
        while (ahead.TryPeek(out var next))
        {
            if (open && next.Share is DumpShare.Tables tables)
            {
                Admit(ahead.Dequeue(), tables);
                continue;
            }

            newest = null;
            if (next.Share is not DumpShare.Everywhere)
            {
                return;
            }

            settings.Add(ahead.Dequeue());
        }

        if (ended)
        {
            newest = null;
        }
    }

    private void Admit(DumpPart part, DumpShare.Tables tables)
    {
        if (!ReferenceEquals(newest?.Tables, tables))
        {
            newest = new Work(tables);
            free.Add(newest);
        }

        newest.Parts.Enqueue(part);
        foreach (var name in tables.Names)
        {
            sizes[name] = sizes.GetValueOrDefault(name) + part.To - part.From;
        }
    }

    /// <summary>More of the work that it has; nothing else may come between the rows of one table.</summary>
    private RestoreStep? Own(Session mine, Work work)
    {
        if (!work.Parts.TryPeek(out var part))
        {
            if (work == newest)
            {
                return null;
            }

            mine.Work = null;
            mine.Unsettled |= work.Tables.Names.Any(name => sizes[name] >= large);
            return Idle(mine);
        }

        if (!mine.Informed)
        {
            mine.Informed = true;
            return new RestoreStep.Await(told);
        }

        return Setting(mine, part.From) ?? Run(work.Parts.Dequeue());
    }

    /// <summary>Finds out when its psql is done with all that was handed to it: where that takes long, or there is nothing else to take.</summary>
    private RestoreStep? Settle(Session mine)
    {
        if (mine.Told is { } number)
        {
            (mine.Told, mine.Awaited) = (null, true);
            return new RestoreStep.Await(number);
        }

        if (mine.Awaited || sessions == 1)
        {
            (mine.Awaited, mine.Unsettled) = (false, false);
            mine.Held.Clear();
            Freed++;
        }

        if (mine.Held.Count == 0 || (!mine.Unsettled && Available(mine) is not null))
        {
            return null;
        }

        mine.Told = ++numbers;
        return new RestoreStep.Tell(numbers);
    }

    private RestoreStep? Take(Session mine)
    {
        if (Available(mine) is not { } work)
        {
            return null;
        }

        free.Remove(work);
        mine.Work = work;
        mine.Held.UnionWith(work.Tables.Names);
        return Own(mine, work);
    }

    /// <summary>The first that need not wait for what is before it or with another session.</summary>
    private Work? Available(Session mine)
    {
        HashSet<string> taken = [.. all.Where(other => other != mine).SelectMany(other => other.Held)];
        foreach (var work in free)
        {
            if (!taken.Overlaps(work.Tables.Names))
            {
                return work;
            }

            taken.UnionWith(work.Tables.Names);
        }

        return null;
    }

    /// <summary>What is the first session's alone, once the others are done.</summary>
    private RestoreStep? Lead(Session mine)
    {
        if (!ahead.TryPeek(out var next) || free.Count > 0 || all.Any(other => other != mine && other.Held.Count > 0))
        {
            return null;
        }

        if (next.Share is DumpShare.Tables)
        {
            return Open();
        }

        open = false;
        return Setting(mine, next.From) ?? Run(ahead.Dequeue());
    }

    /// <summary>From here on there is work to take, once this session has told the others that what was alone is done.</summary>
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

    /// <summary>What one session does in one go: a statement, and the rows that come with it.</summary>
    private sealed class Work(DumpShare.Tables tables)
    {
        public DumpShare.Tables Tables => tables;

        /// <summary>What has come of it and was not handed on.</summary>
        public Queue<DumpPart> Parts { get; } = new();
    }

    private sealed class Session
    {
        /// <summary>What it took, until all of it was handed on.</summary>
        public Work? Work { get; set; }

        /// <summary>Tables of what it took and is not known to be done.</summary>
        public HashSet<string> Held { get; } = [];

        /// <summary>True when its psql may be busy for long with what was handed on.</summary>
        public bool Unsettled { get; set; }

        /// <summary>What its psql tells when that is done.</summary>
        public int? Told { get; set; }

        /// <summary>True when it waits for that, and knows it when it comes again.</summary>
        public bool Awaited { get; set; }

        /// <summary>True when it knows that what was alone before its work is done.</summary>
        public bool Informed { get; set; } = true;

        /// <summary>How many of the settings it has run.</summary>
        public int Settings { get; set; }
    }
}
