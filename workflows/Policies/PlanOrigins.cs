namespace DotIuCutter.Temporal.Workflows.Policies;

/// <summary>Which plans are accepted: one of these must hold of a plan. A plan is known by its digest, so that it does not matter who sent it.</summary>
public sealed record PlanOrigins
{
    /// <summary>Plans that are in the worker's plan directory when they are judged.</summary>
    public bool InDirectory { get; init; } = true;

    /// <summary>Plans with one of these SHA-256 digests, 64 hex digits, as <c>dryrun plan</c> prints them.</summary>
    public IReadOnlyList<string> Digests { get; init; } = [];

    /// <summary>Every plan. What it may do is then bounded by the other lines alone.</summary>
    public bool Any { get; init; }
}
