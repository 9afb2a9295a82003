using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Validation;

/// <summary>A policy document read: the policy, or everything that is wrong with it. Never both.</summary>
/// <param name="Policy">Present when there is no problem.</param>
/// <param name="Problems">In the document's order where its shape is wrong, then in the order of the rules.</param>
public sealed record PolicyReading(Policy? Policy, IReadOnlyList<DocumentProblem> Problems);
