using DotIuCutter.Temporal.Workflows.Contract.Notices;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Notices;

/// <summary>Tells people what they would otherwise have to look for.</summary>
public interface INotices
{
    /// <summary>
    /// Reads from the run's journal what there is to tell, writes it to the worker's log, at its first attempt only, and posts it to the worker's webhook
    /// where it has one. What the journal does not say is not told.
    /// </summary>
    [Activity("notice.deliver")]
    Task<NoticeDelivery> DeliverAsync(NoticeInput input);
}

public sealed record NoticeDelivery
{
    /// <summary>The receiver's scheme, host and port, without its path, which may be a secret; absent for a worker without a webhook.</summary>
    public string? Receiver { get; init; }

    /// <summary>The HTTP status it answered.</summary>
    public int? Status { get; init; }

    /// <summary>Why nothing was told; absent where it was.</summary>
    public string? NotTold { get; init; }
}
