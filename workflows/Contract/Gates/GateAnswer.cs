namespace DotIuCutter.Temporal.Workflows.Contract.Gates;

/// <summary>
/// What a gate answered, as a workflow and its history know it: the id and the state, and the finding only where somebody has to act on it.
/// The journal of the run has all of it.
/// </summary>
public sealed record GateAnswer
{
    /// <summary>A history keeps at most so many characters of each part of a finding.</summary>
    private const int LongestPart = 2000;

    public required Gate Gate { get; init; }

    public required GateState State { get; init; }

    /// <summary>The scenario it belongs to; absent outside scenarios.</summary>
    public string? Scenario { get; init; }

    /// <summary>What was looked at; absent when green, as are the other parts of the finding.</summary>
    public string? Subject { get; init; }

    public string? Expected { get; init; }

    public string? Found { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Remedy { get; init; }

    public static GateAnswer From(GateResult result) => result.State == GateState.Green
        ? new() { Gate = result.Gate, State = result.State, Scenario = result.Scenario }
        : new()
        {
            Gate = result.Gate,
            State = result.State,
            Scenario = result.Scenario,
            Subject = Cut(result.Subject),
            Expected = Cut(result.Expected),
            Found = Cut(result.Found),
            Remedy = result.Remedy is { } remedy ? Cut(remedy) : null,
        };

    /// <summary>With every part in full, for a finding that stands nowhere else.</summary>
    public static GateAnswer InFull(GateResult result) => From(result) with { Subject = result.Subject, Expected = result.Expected, Found = result.Found, Remedy = result.Remedy };

    /// <summary>The gate could not be read: no activity came to an answer.</summary>
    public static GateAnswer Unknown(Gate gate, string subject, string reason, string remedy) => From(GateResult.Unknown(gate, subject, reason, remedy));

    private static string Cut(string text) => text.Length <= LongestPart ? text : $"{text[..LongestPart]}…";
}
