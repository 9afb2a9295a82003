namespace DotIuCutter.Temporal.Tests.Proxies;

/// <summary>One request the proxy saw, such as <c>DELETE /v1.41/containers/0f…?force=1</c>, and what it did to it, if anything.</summary>
internal sealed record EngineCall(DateTimeOffset At, string Line, string? Meddled)
{
    public string Method => Line[..Line.IndexOf(' ', StringComparison.Ordinal)];

    /// <summary>The path without the API version and the query, such as <c>[containers, 0f…]</c>.</summary>
    public string[] Path
    {
        get
        {
            var parts = Line[(Method.Length + 1)..].Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
            return parts is [['v', >= '0' and <= '9', ..], .. var rest] ? rest : parts;
        }
    }

    public string Query => Line.Split('?') is [_, var query] ? query : "";

    /// <summary>It asks for a change.</summary>
    public bool Changes => Method is not ("GET" or "HEAD");
}
