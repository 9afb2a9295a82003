namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>The accepted code (C-02).</summary>
public sealed record CodeCapture
{
    public required string Repository { get; init; }

    /// <summary>HEAD, 40 hex digits.</summary>
    public required string Commit { get; init; }

    /// <summary>True when every file is as in the commit, byte by byte, and none is untracked. Ignored files do not count.</summary>
    public required bool Clean { get; init; }

    /// <summary>The commit's tree, 40 hex digits; absent when it could not be read.</summary>
    public string? Tree { get; init; }

    /// <summary>SHA-256 over mode, path and content of the commit's files as they stand; an export of the commit has the same when nothing was changed.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>SHA-256 over the paths that are not in the commit, ignored ones too.</summary>
    public required string UntrackedFingerprint { get; init; }

    /// <summary>Why it is not clean: at most five files, and how many more. Absent when it is.</summary>
    public string? Differences { get; init; }
}
