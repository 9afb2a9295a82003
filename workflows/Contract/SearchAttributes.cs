using Temporalio.Common;

namespace DotIuCutter.Temporal.Workflows.Contract;

/// <summary>What runs are found by. Keywords; the worker registers them when it starts.</summary>
public static class SearchAttributes
{
    public static SearchAttributeKey<string> Phase { get; } = SearchAttributeKey.CreateKeyword("DryRunPhase");

    /// <summary>The three verdicts in words, such as <c>PASS CLEAN HELD</c>; absent until the end.</summary>
    public static SearchAttributeKey<string> Verdict { get; } = SearchAttributeKey.CreateKeyword("DryRunVerdict");

    public static SearchAttributeKey<string> Plan { get; } = SearchAttributeKey.CreateKeyword("DryRunPlan");

    public static IReadOnlyList<SearchAttributeKey> All { get; } = [Phase, Verdict, Plan];
}
