using DotIuCutter.Temporal.Workflows.Ledgers;

namespace DotIuCutter.Temporal.Worker.Following;

/// <summary>What one workflow said to the query <c>status</c>: its status, or why there is none; and what Temporal says it waits for.</summary>
internal sealed record Answer(RunStatus? Status, string? Silence = null, Wait? Wait = null);
