using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>The DR's server and one of its databases, reached over the unix socket in $WD.</summary>
internal sealed record DrTarget
{
    public required DrRef Dr { get; init; }

    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>What G-10 read; every connection is refused that says otherwise.</summary>
    public required string SystemIdentifier { get; init; }

    public required string Database { get; init; }
}
