namespace DotIuCutter.Temporal.Workflows.Contract.Holds;

/// <summary>Where a run stops for somebody to look at the DR, and how long at most.</summary>
public sealed record HoldRequest
{
    /// <summary>The point between the last scenario, whatever its verdict, and teardown.</summary>
    public const string End = "end";

    /// <summary>1 to 86400, at each point. When they have passed the run goes to teardown.</summary>
    public required int Seconds { get; init; }

    /// <summary><c>before ID</c> or <c>after ID</c> of a scenario, or <c>end</c>.</summary>
    public IReadOnlyList<string> At { get; init; } = [End];

    public static string Before(string scenario) => $"before {scenario}";

    public static string After(string scenario) => $"after {scenario}";

    /// <summary>Null when it can be done with a plan of these scenarios; else expected and found.</summary>
    public string? Problem(IReadOnlyList<string> scenarios)
    {
        string[] points = [.. scenarios.SelectMany(s => new[] { Before(s), After(s) }), End];
        return Seconds is < 1 or > 86_400 ? $"hold.seconds: expected 1 to 86400, found {Seconds}"
            : At.FirstOrDefault(a => !points.Contains(a)) is { } unknown ? $"hold.at: expected 'end', or 'before' or 'after' and a scenario of the plan ({string.Join(", ", scenarios)}), found '{unknown}'"
            : null;
    }
}
