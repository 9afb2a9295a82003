using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>One request to the engine, taken apart: <c>DELETE</c>, <c>[containers, 0f…]</c>, <c>force=1</c>.</summary>
internal sealed partial record DockerCall
{
    public required string Method { get; init; }

    /// <summary>The path without the API version.</summary>
    public required string[] Segments { get; init; }

    public required IReadOnlyDictionary<string, string> Query { get; init; }

    public override string ToString() => $"{Method} /{string.Join('/', Segments)}{(Query.Count == 0 ? "" : "?" + string.Join('&', Query.Select(q => $"{q.Key}={q.Value}")))}";

    internal static DockerCall Parse(HttpRequestMessage request)
    {
        var uri = request.RequestUri ?? throw new GuardRefusedException(request.Method.Method, "it names no path");
        var segments = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is [var first, ..] && Version().IsMatch(first))
        {
            segments = segments[1..];
        }

        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var key = Uri.UnescapeDataString(equals < 0 ? part : part[..equals]);
            if (!query.TryAdd(key, equals < 0 ? "" : Uri.UnescapeDataString(part[(equals + 1)..])))
            {
                throw new GuardRefusedException($"{request.Method} {uri.AbsolutePath}", $"it says '{key}' twice");
            }
        }

        var call = new DockerCall { Method = request.Method.Method, Segments = segments, Query = query };

        // Escapes, empty or odd segments would let the daemon read another path than the guard did.
        return segments.Length > 0 && segments.All(s => Segment().IsMatch(s)) && !uri.AbsolutePath.Contains("//", StringComparison.Ordinal) && !uri.AbsolutePath.EndsWith('/')
            ? call
            : throw new GuardRefusedException(call.ToString(), "its path is outside the grammar of names and ids");
    }

    [GeneratedRegex(@"^v1\.[0-9]+\z")]
    private static partial Regex Version();

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.:@-]*\z")]
    private static partial Regex Segment();
}
