namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>The engine the run works on (G-02).</summary>
public sealed record EngineCapture
{
    /// <summary>Docker's own id of this daemon.</summary>
    public required string Id { get; init; }

    public required string Version { get; init; }

    /// <summary>Such as <c>1.41</c>.</summary>
    public required string ApiVersion { get; init; }

    public required bool LiveRestore { get; init; }
}
