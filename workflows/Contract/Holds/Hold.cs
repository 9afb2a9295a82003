namespace DotIuCutter.Temporal.Workflows.Contract.Holds;

/// <summary>One stop of a run. Whatever the scenarios after it find, somebody may have had a hand in it.</summary>
public sealed record Hold
{
    /// <summary>As in <see cref="HoldRequest.At"/>.</summary>
    public required string Point { get; init; }

    /// <summary>The same in a sentence: "held before S2", "held at the end".</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Where => Point == HoldRequest.End ? "at the end" : Point;

    public required DateTimeOffset Since { get; init; }

    /// <summary>When it goes to teardown by itself.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The one command that looks at the DR, on its host.</summary>
    public required string Look { get; init; }

    /// <summary>How long it was held; absent while it is.</summary>
    public double? Seconds { get; init; }

    /// <summary>Absent while it is held.</summary>
    public HoldEnd? End { get; init; }
}

/// <summary>How a stop of a run ended.</summary>
public enum HoldEnd
{
    /// <summary>By the signal <c>continue</c>.</summary>
    Continued,

    /// <summary>Nobody came in time.</summary>
    Expired,

    /// <summary>By an abort or a cancel.</summary>
    Stopped,
}
