namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

/// <summary>A rule's problem, and which other parts of the plan it was judged by.</summary>
internal sealed record Finding(DocumentProblem Problem)
{
    /// <summary>JSON paths looked at besides the problem's own, with all that is under them.</summary>
    public IReadOnlyList<string> Given { get; init; } = [];

    public static Finding At(string path, string value, string rule, string remedy, params IReadOnlyList<string> given) =>
        new(new DocumentProblem(path, value, rule, remedy)) { Given = given };

    /// <summary>True when the finding rests on no damaged part of the document.</summary>
    public bool StandsWithout(IReadOnlyList<string> damaged) =>
        !damaged.Any(d => JsonPath.IsAtOrUnder(Problem.Path, d) || Given.Any(g => JsonPath.IsAtOrUnder(g, d) || JsonPath.IsAtOrUnder(d, g)));
}
