namespace DotIuCutter.Temporal.Tests.Proxies;

/// <summary>What the proxy does to one request or its answer instead of passing both on.</summary>
internal abstract record Meddling
{
    private Meddling()
    {
    }

    /// <summary>The engine never sees the request; this is the answer.</summary>
    internal sealed record Refused(int Status, string Message) : Meddling;

    /// <summary>The connection is closed before the engine sees the request.</summary>
    internal sealed record ResetBefore : Meddling;

    /// <summary>The engine has done as asked; <see cref="Then"/> is called and the connection is closed in place of the answer.</summary>
    internal sealed record ResetAfter(Action? Then = null) : Meddling;

    /// <summary>The answer ends in the middle of its body.</summary>
    internal sealed record Truncated : Meddling;

    /// <summary>The answer's second half takes its time.</summary>
    internal sealed record Slow(TimeSpan Pause) : Meddling;
}
