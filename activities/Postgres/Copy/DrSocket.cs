namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>The DR's unix socket: the worker's only way in.</summary>
internal static class DrSocket
{
    /// <summary>In the container; on the host it is $WD's.</summary>
    public const string Directory = "/sock";

    /// <summary>As PostgreSQL names it by its port.</summary>
    public const string File = ".s.PGSQL.5432";
}
