namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

/// <summary>One thing wrong with a plan or a policy.</summary>
/// <param name="Path">Where, as a JSON path such as <c>$.objects.network</c>.</param>
/// <param name="Value">What stands there, cut at 80 characters, or <c>nothing</c>.</param>
/// <param name="Rule">What must hold.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record DocumentProblem(string Path, string Value, string Rule, string Remedy)
{
    public override string ToString() => $"{Path} is {Value}: {Rule}. {Remedy}.";
}
