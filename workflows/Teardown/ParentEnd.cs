namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>How a parent run ended.</summary>
public sealed record ParentEnd
{
    /// <summary>Such as <c>terminated</c>, which a reset is too, or <c>gone</c> where Temporal does not know the run any more.</summary>
    public required string How { get; init; }
}
