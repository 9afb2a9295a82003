namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>The accepted commit's files as they were written into $WD/code, which is what the harness is given.</summary>
public sealed record CodeExport
{
    /// <summary>40 hex digits.</summary>
    public required string Commit { get; init; }

    /// <summary>The commit's tree, 40 hex digits.</summary>
    public required string Tree { get; init; }

    /// <summary>SHA-256 over mode, path and content of every file; that of a clean working tree is the same (C-02).</summary>
    public required string Sha256 { get; init; }

    /// <summary>Files and symbolic links.</summary>
    public required int Files { get; init; }

    public required long Bytes { get; init; }

    /// <summary>Names what the commit only points to, so that it was not under test: submodules, content that LFS keeps. Absent when there is none.</summary>
    public string? Missing { get; init; }
}
