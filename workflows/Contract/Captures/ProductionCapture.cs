namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>Production (C-03). The container is absent where production is read by connection.</summary>
public sealed record ProductionCapture
{
    public ContainerCapture? Container { get; init; }

    /// <summary>PostgreSQL's system identifier; a string since it exceeds 2^53.</summary>
    public required string SystemIdentifier { get; init; }

    /// <summary>Such as <c>17.12</c>.</summary>
    public required string Version { get; init; }

    public required long SizeBytes { get; init; }
}
