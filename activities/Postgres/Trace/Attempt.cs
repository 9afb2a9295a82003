namespace DotIuCutter.Temporal.Activities.Postgres.Trace;

/// <summary>What an append-only writer must not even try.</summary>
internal enum Attempt
{
    Delete,
    Truncate,
    Ddl,
}
