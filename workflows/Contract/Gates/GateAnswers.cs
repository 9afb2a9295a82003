namespace DotIuCutter.Temporal.Workflows.Contract.Gates;

/// <summary>Questions about several answers at once.</summary>
public static class GateAnswers
{
    public static bool AllGreen(this IEnumerable<GateAnswer> answers) => answers.All(answer => answer.State == GateState.Green);

    public static IReadOnlyList<GateAnswer> NotGreen(this IEnumerable<GateAnswer> answers) => [.. answers.Where(answer => answer.State != GateState.Green)];
}
