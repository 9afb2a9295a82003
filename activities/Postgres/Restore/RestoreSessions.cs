namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>How many sessions restore a dump together.</summary>
internal static class RestoreSessions
{
    /// <summary>Below it another psql takes longer to start than it saves.</summary>
    private const long Worthwhile = 64_000_000;

    /// <summary>They write to one disk, on a host that has production to serve.</summary>
    private const int Most = 4;

    public static int For(long productionBytes, int cores) => productionBytes < Worthwhile ? 1 : Math.Min(cores, Most);
}
