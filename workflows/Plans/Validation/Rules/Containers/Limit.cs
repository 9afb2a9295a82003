namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Containers;

/// <summary>Both ends are allowed.</summary>
internal sealed record Limit(int Least, int Most);
