using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Copy;

namespace DotIuCutter.Temporal.Activities.Postgres.Restore;

/// <summary>What is restored, and where to.</summary>
internal sealed record RestoreOptions
{
    /// <summary>The database that is made. The dump stands in its run's work directory.</summary>
    public required DrTarget Target { get; init; }

    /// <summary>The finished dump; null where it may still be being written.</summary>
    public DumpRecord? Dump { get; init; }

    /// <summary>Production's size, which decides how many sessions restore together; 0 where it is not known.</summary>
    public long ProductionBytes { get; init; }
}
