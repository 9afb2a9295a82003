using DotIuCutter.Temporal.Workflows.Contract.Notices;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Notices;

/// <summary>Tells people what they would otherwise have to look for.</summary>
public interface INotices
{
    /// <summary>Writes the notice to the worker's log, at its first attempt only, and posts it to the worker's webhook where it has one.</summary>
    [Activity("notice.deliver")]
    Task<NoticeDelivery> DeliverAsync(Notice notice);
}

public sealed record NoticeDelivery
{
    /// <summary>The receiver's scheme, host and port, without its path, which may be a secret; absent for a worker without a webhook.</summary>
    public string? Receiver { get; init; }

    /// <summary>The HTTP status it answered.</summary>
    public int? Status { get; init; }
}
