namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>Keeps one encrypted copy of production's dump (DR-8). Without it no dump survives.</summary>
public sealed record RetainDump
{
    /// <summary>Name of a 32-byte key the worker resolves from its keys directory, never the key itself.</summary>
    public required string Key { get; init; }

    /// <summary>Absolute path of the directory for the encrypted copy, outside <c>$WD</c> and the keys' directory.</summary>
    public required string Directory { get; init; }
}
