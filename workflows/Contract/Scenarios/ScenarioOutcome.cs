using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Contract.Scenarios;

/// <summary>What became of one scenario of the plan.</summary>
public sealed record ScenarioOutcome
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required ScenarioVerdict Verdict { get; init; }

    /// <summary>The first red gate's id and what it found; absent when passed or not run.</summary>
    public string? Reason { get; init; }

    /// <summary>The code's own run time.</summary>
    public double Seconds { get; init; }

    /// <summary>Absent when not run.</summary>
    public ScenarioEffects? Effects { get; init; }

    public static ScenarioOutcome NotRun(Scenario scenario) =>
        new() { Id = scenario.Id, Title = scenario.Title, Verdict = ScenarioVerdict.NotRun };
}
