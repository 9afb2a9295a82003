namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>The images the run uses (G-09).</summary>
public sealed record ImagesCapture
{
    /// <summary><c>sha256:…</c>; absent when the image is not there.</summary>
    public string? DrImageId { get; init; }

    /// <summary><c>sha256:…</c>; absent when the image is not there, or the plan has no harness.</summary>
    public string? HarnessImageId { get; init; }
}
