namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>One container as Docker describes it (C-01, C-03, C-06).</summary>
public sealed record ContainerCapture
{
    public required string Name { get; init; }

    /// <summary>64 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The image's id, <c>sha256:…</c>.</summary>
    public required string Image { get; init; }

    /// <summary>As Docker prints it, to the nanosecond.</summary>
    public required string StartedAt { get; init; }

    public required long RestartCount { get; init; }

    /// <summary>Docker's state word, such as <c>running</c>.</summary>
    public required string State { get; init; }

    /// <summary>Sorted; <c>type name-or-source -> destination</c>.</summary>
    public IReadOnlyList<string> Mounts { get; init; } = [];

    /// <summary>Sorted; <c>name id</c>.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
}
