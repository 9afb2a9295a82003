using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Copy;

namespace DotIuCutter.Temporal.Activities.Provision.Copy;

/// <summary>What G-13 looks at.</summary>
internal sealed record RestoreCheck
{
    public required DrTarget Target { get; init; }

    public required DumpRecord Dump { get; init; }
}
