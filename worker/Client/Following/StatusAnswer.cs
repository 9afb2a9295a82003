using DotIuCutter.Temporal.Workflows.Contract.Runs;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>The answer of one workflow to the query <c>status</c>.</summary>
/// <param name="Status">Its status; null when it did not answer.</param>
/// <param name="NoAnswer">Why it did not answer, in a sentence.</param>
/// <param name="Wait">The step that Temporal tries again.</param>
/// <param name="Heartbeat">The last heartbeat of the step in progress.</param>
internal sealed record StatusAnswer(RunStatus? Status, string? NoAnswer = null, PendingRetry? Wait = null, string? Heartbeat = null);
