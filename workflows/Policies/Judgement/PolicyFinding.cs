namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>Something of a plan that a line of the policy does not permit.</summary>
public sealed record PolicyFinding
{
    /// <summary>The policy's line, such as <c>productions[0].databases</c>.</summary>
    public required string Line { get; init; }

    /// <summary>The plan's part, such as <c>$.production.database</c>.</summary>
    public required string Subject { get; init; }

    public required string Expected { get; init; }

    public required string Found { get; init; }

    public required string Remedy { get; init; }

    public override string ToString() => $"{Line}: expected {Expected}, found {Subject} {Found}. {Remedy}.";
}
