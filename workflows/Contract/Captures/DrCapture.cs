namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>What of the run really exists on the engine (C-04). A member is absent when the object does not exist or is not the run's.</summary>
public sealed record DrCapture
{
    /// <summary>The DR container, 64 hex digits.</summary>
    public string? ContainerId { get; init; }

    /// <summary>The harness container, 64 hex digits.</summary>
    public string? HarnessId { get; init; }

    /// <summary>64 hex digits.</summary>
    public string? NetworkId { get; init; }

    /// <summary>Exact name of the planned volume.</summary>
    public string? Volume { get; init; }

    /// <summary>Names of every anonymous volume of the DR and harness containers, 64 hex digits each.</summary>
    public IReadOnlyList<string> AnonymousVolumes { get; init; } = [];
}
