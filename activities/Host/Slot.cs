using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Host;

/// <summary>One run's slot on this host, or its place in the queue for one.</summary>
internal sealed record Slot
{
    public required RunRef Run { get; init; }

    /// <summary>Temporal's id of this very execution: a later one may have the same workflow id.</summary>
    public required string ExecutionId { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When it last asked. One that waits and does not ask any more waits no longer.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>True from when it may go on.</summary>
    public bool Taken { get; init; }
}
