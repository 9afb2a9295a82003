using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Workflows.Contract.Scenarios;

/// <summary>What became of one scenario of the plan.</summary>
public sealed record ScenarioOutcome
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required ScenarioVerdict Verdict { get; init; }

    /// <summary>The first red gate's id and what it found, or what interrupted the scenario; absent when it passed or was not begun.</summary>
    public string? Reason { get; init; }

    /// <summary>The code's own run time.</summary>
    public double Seconds { get; init; }

    /// <summary>Absent when it was not measured.</summary>
    public ScenarioEffects? Effects { get; init; }
}
