namespace DotIuCutter.Temporal.Activities.Postgres.Restore.Sessions;

/// <summary>How many sessions restore a dump together.</summary>
internal static class SessionCount
{
    /// <summary>Below it another session takes longer to open than it saves.</summary>
    private const long WorthwhileBytes = 64_000_000;

    /// <summary>The sessions write to one disk, on a host that has production to serve.</summary>
    private const int Maximum = 4;

    public static int For(long productionBytes, int cores) => productionBytes < WorthwhileBytes ? 1 : Math.Min(cores, Maximum);
}
