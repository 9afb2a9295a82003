namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>Sessions on production but the one that asks (G-19).</summary>
public sealed record ProductionSessions
{
    /// <summary>The application names of this run's sessions.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>This run's, by application name.</summary>
    public required int Ours { get; init; }

    /// <summary>Others of the same role, for information: they are not this run's.</summary>
    public required int OthersOfRole { get; init; }

    public ProductionSessions And(ProductionSessions others) => this with { Ours = Ours + others.Ours, OthersOfRole = OthersOfRole + others.OthersOfRole };
}
