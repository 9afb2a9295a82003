namespace DotIuCutter.Temporal.Workflows.Provision;

/// <summary>A DR that holds a faithful copy of production and is proved not to be it.</summary>
internal sealed record ProvisionedDr
{
    public required DrTarget Target { get; init; }

    /// <summary>64 hex digits.</summary>
    public required string NetworkId { get; init; }
}
