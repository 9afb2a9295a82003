namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>The accepted code: mounted read-only in the harness, never written, the same before and after (C-02, G-06, G-26).</summary>
public sealed record Code
{
    /// <summary>Absolute path of the git repository on the worker's host.</summary>
    public required string Repository { get; init; }

    /// <summary>The accepted commit, 40 hex digits.</summary>
    public required string Commit { get; init; }

    /// <summary>Absolute path in the harness where the repository is mounted, and its working directory.</summary>
    public string MountAt { get; init; } = "/code";
}
