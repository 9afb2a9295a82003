namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>What a scenario's effects are measured from.</summary>
internal sealed record EffectMarks
{
    /// <summary>Name of the logical slot the committed changes are read from.</summary>
    public required string Slot { get; init; }

    /// <summary>SHA-256 over the catalog before the scenario.</summary>
    public required string CatalogSha256 { get; init; }

    /// <summary>SHA-256 over all sequences' values before the scenario.</summary>
    public required string SequencesSha256 { get; init; }
}
