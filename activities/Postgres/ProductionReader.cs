namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>Production, read only.</summary>
internal sealed class ProductionReader;
