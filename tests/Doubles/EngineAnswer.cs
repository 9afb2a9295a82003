namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>One answer of an <see cref="EngineSocket"/>; the body is written as JSON.</summary>
internal sealed record EngineAnswer(int Status, object? Body = null)
{
    /// <summary>Sent as it is in place of a body.</summary>
    public string? Text { get; init; }

    /// <summary>The connection is closed instead of an answer.</summary>
    public static EngineAnswer HangUp { get; } = new(0);

    public static EngineAnswer Error(int status, string message) => new(status, new { message });
}
