namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>The policy that a run was judged by (G-31), as its file was then.</summary>
public sealed record PolicyCapture
{
    /// <summary>Absolute path of the file.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file's bytes, 64 hex digits: what <c>sha256sum</c> prints.</summary>
    public required string Sha256 { get; init; }
}
