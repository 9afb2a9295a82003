namespace DotIuCutter.Temporal.Workflows.Contract.Notices;

/// <summary>What a notice is about. Its word in a webhook is <see cref="NoticeKinds.Type"/>.</summary>
public enum NoticeKind
{
    /// <summary>A teardown waits for an operator, and something of what it waits for is new.</summary>
    TeardownParked,

    /// <summary>Something that a run must leave as it was is not as it was (G-21, G-22, G-25, G-26 or G-27).</summary>
    InvariantViolated,

    /// <summary>A teardown that had been parked, or that no dry run reports of, has come to its end.</summary>
    TeardownClosed,

    /// <summary>A dry run has written its report, whatever its verdict.</summary>
    RunFinished,
}

/// <summary>The kinds as receivers see them.</summary>
public static class NoticeKinds
{
    public static string Type(NoticeKind kind) => kind switch
    {
        NoticeKind.TeardownParked => "teardown.parked",
        NoticeKind.InvariantViolated => "invariant.violated",
        NoticeKind.TeardownClosed => "teardown.closed",
        NoticeKind.RunFinished => "run.finished",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "not a kind"),
    };
}
