namespace DotIuCutter.Temporal.Workflows.Policies;

/// <summary>One image that a container may be made of.</summary>
public sealed record ImagePermit
{
    /// <summary>
    /// The reference as plans write it, such as <c>postgres:17</c>; or a digest, <c>sha256:</c> and 64 hex digits, for every reference that ends in it. A tag
    /// can be given to another image, a digest cannot.
    /// </summary>
    public required string Image { get; init; }

    /// <summary>Whether a plan may have it pulled.</summary>
    public bool Pull { get; init; }
}
