using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>Input of the Teardown workflow, and the content of manifest.json: whoever has it can tear the run down.</summary>
public sealed record TeardownRequest
{
    public required Manifest Manifest { get; init; }

    public required Baseline Baseline { get; init; }

    /// <summary>Present when the walk has begun already (continue-as-new); absent at the start.</summary>
    public Ledger? Ledger { get; init; }

    /// <summary>Present when the walk has begun already (continue-as-new).</summary>
    public DateTimeOffset? BegunAt { get; init; }
}
