namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules;

/// <summary>Both ends are allowed.</summary>
internal sealed record Limit(int Least, int Most);
