namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>A mistake that somebody might make in the product, and the tests that must fail for it.</summary>
internal sealed record Mutation
{
    public required string Id { get; init; }

    /// <summary>The mistake, in one sentence.</summary>
    public required string What { get; init; }

    /// <summary><c>Type.Member</c>, or <c>Type.Member.local</c> for what is assigned to a local variable or a property, or a local function.</summary>
    public required string Symbol { get; init; }

    public required CodeChange Change { get; init; }

    /// <summary><c>Class.Method</c>; one failing is enough.</summary>
    public required IReadOnlyList<string> Tests { get; init; }
}
