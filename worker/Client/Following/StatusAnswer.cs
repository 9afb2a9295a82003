using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Worker.Client.Following;

/// <summary>What one workflow said to the query <c>status</c>: its status, or why there is none; what Temporal says it waits for, and the last heartbeat of the step.</summary>
internal sealed record StatusAnswer(RunStatus? Status, string? Silence = null, Wait? Wait = null, string? Beat = null);
