namespace DotIuCutter.Temporal.Workflows.Contract.Notices;

/// <summary>The start input of <c>Notify</c>: of which run, and what about. What is told is read from the run's journal on its host, whoever asks.</summary>
public sealed record NoticeInput
{
    /// <summary>The run's key, the name of its evidence folder.</summary>
    public required string Run { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>When it came to pass.</summary>
    public required DateTimeOffset At { get; init; }
}
