namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>What a careless engineer might have written, and the tests that must notice it.</summary>
internal sealed record Mutation
{
    public required string Id { get; init; }

    /// <summary>The mistake, in one sentence.</summary>
    public required string What { get; init; }

    /// <summary>Path from the repository's root.</summary>
    public required string File { get; init; }

    /// <summary><c>Class.Method</c>; one failing is enough.</summary>
    public required IReadOnlyList<string> Tests { get; init; }

    /// <summary>Whole lines.</summary>
    public required string Old { get; init; }

    /// <summary>Whole lines; empty where the old ones are only left out.</summary>
    public required string New { get; init; }

    /// <summary>How often the old lines stand in the text.</summary>
    public int OccurrencesIn(string text) => ("\n" + text).Split("\n" + Old).Length - 1;
}
