using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation;

/// <summary>A plan document read: the plan, or everything that is wrong with it. Never both.</summary>
/// <param name="Plan">Present when there is no problem.</param>
/// <param name="Problems">In the document's order where its shape is wrong, then in the order of the rules.</param>
public sealed record PlanReading(Plan? Plan, IReadOnlyList<DocumentProblem> Problems);
