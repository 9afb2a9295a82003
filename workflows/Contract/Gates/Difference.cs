namespace DotIuCutter.Temporal.Workflows.Contract.Gates;

/// <summary>One field that is not what it was.</summary>
public sealed record Difference(string Field, string Before, string After);
