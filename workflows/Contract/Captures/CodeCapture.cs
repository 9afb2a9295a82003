namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>The accepted code (C-02).</summary>
public sealed record CodeCapture
{
    public required string Repository { get; init; }

    /// <summary>HEAD, 40 hex digits.</summary>
    public required string Commit { get; init; }

    /// <summary>True when <c>git status</c> lists nothing, untracked files included.</summary>
    public required bool Clean { get; init; }

    /// <summary>SHA-256 over path, mode and content of every tracked file.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>SHA-256 over the sorted list of untracked and ignored paths.</summary>
    public required string UntrackedFingerprint { get; init; }
}
