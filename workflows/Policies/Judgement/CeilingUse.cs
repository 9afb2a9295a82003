namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>What a plan asks for of one thing that has a ceiling.</summary>
/// <param name="Line">The member of <c>ceilings</c>.</param>
/// <param name="Subject">What is summed up, in words or by the plan's path.</param>
/// <param name="Amount">How much.</param>
/// <param name="Ceiling">The most that a policy permits; null where it says nothing.</param>
internal sealed record CeilingUse(string Line, string Subject, long Amount, Func<Ceilings, int?> Ceiling);
