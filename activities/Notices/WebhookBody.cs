using DotIuCutter.Temporal.Workflows.Contract.Notices;

namespace DotIuCutter.Temporal.Activities.Notices;

/// <summary>What a receiver gets: the shape of Standard Webhooks, and <c>text</c>, which chat systems show as it is.</summary>
internal sealed record WebhookBody
{
    /// <summary>A word of <see cref="NoticeKinds"/>.</summary>
    public required string Type { get; init; }

    /// <summary>When it came to pass, not when it is sent.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    public required string Text { get; init; }

    public required Notice Data { get; init; }
}
