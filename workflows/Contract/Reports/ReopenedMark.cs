using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Reports;

/// <summary>
/// Content of reopened.json: after its teardown something of this run stood on the engine again, such as what the daemon made for a worker that was
/// dead by then. It is written for people; that the run is open again stands in its journal.
/// </summary>
public sealed record ReopenedMark
{
    /// <summary>Version of this file's shape.</summary>
    public int Version { get; init; } = 1;

    public required RunRef Run { get; init; }

    public required DateTimeOffset ReopenedAt { get; init; }

    /// <summary>G-23, looked at again: red, with every object by name and id.</summary>
    public required GateResult Found { get; init; }
}
