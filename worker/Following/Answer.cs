using DotIuCutter.Temporal.Workflows.Ledgers;

namespace DotIuCutter.Temporal.Worker.Following;

/// <summary>What one workflow said to the query <c>status</c>: its status, or why there is none; what Temporal says it waits for, and the last heartbeat of the step.</summary>
internal sealed record Answer(RunStatus? Status, string? Silence = null, Wait? Wait = null, string? Beat = null);
