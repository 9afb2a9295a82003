using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>What a scenario did, measured after its code had ended.</summary>
public sealed record EffectMeasured : JournalEntry
{
    /// <summary>The scenario's id.</summary>
    public required string Scenario { get; init; }

    /// <summary>The code's own run time.</summary>
    public required double Seconds { get; init; }

    public required ScenarioEffects Effects { get; init; }
}
