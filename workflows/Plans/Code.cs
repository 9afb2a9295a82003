namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>The accepted code: an export of the commit is mounted read-only in the harness. The repository is never written, nothing in it is run, and it is the same before and after (C-02, G-06, G-26).</summary>
public sealed record Code
{
    /// <summary>Absolute path of a git working tree on the worker's host, at the accepted commit and with nothing changed.</summary>
    public required string Repository { get; init; }

    /// <summary>The accepted commit, 40 hex digits.</summary>
    public required string Commit { get; init; }

    /// <summary>Absolute path in the harness where the commit's files are mounted, and its working directory.</summary>
    public string MountAt { get; init; } = "/code";
}
