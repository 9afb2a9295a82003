namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>Where a plan comes from, as its host sees it. No message says it.</summary>
public sealed record PlanOrigin
{
    /// <summary>SHA-256 of the plan, 64 hex digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>True when a plan of this digest is in the worker's plan directory.</summary>
    public required bool InDirectory { get; init; }
}
