namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>A plan, or everything wrong with it.</summary>
public sealed record PlanReading
{
    /// <summary>Present when there is no problem.</summary>
    public Plan? Plan { get; init; }

    public IReadOnlyList<PlanProblem> Problems { get; init; } = [];
}
