using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Preflight.Survey;

/// <summary>One thing that a survey of a host or a plan found: a gate of preflight, a capture, or something every host needs.</summary>
public sealed record SurveyFinding
{
    /// <summary>The gate's or capture's id, or <c>host</c>.</summary>
    public required string Id { get; init; }

    public required GateState State { get; init; }

    public required string Subject { get; init; }

    public required string Expected { get; init; }

    public required string Found { get; init; }

    /// <summary>What to do about it; absent when green.</summary>
    public string? Remedy { get; init; }

    public static SurveyFinding From(GateResult gate) => new()
    {
        Id = gate.Gate.Id,
        State = gate.State,
        Subject = gate.Subject,
        Expected = gate.Expected,
        Found = gate.Found,
        Remedy = gate.Remedy,
    };

    /// <summary>Green.</summary>
    public static SurveyFinding Holds(string id, string subject, string expected, string found) =>
        new() { Id = id, State = GateState.Green, Subject = subject, Expected = expected, Found = found };

    /// <summary>Red.</summary>
    public static SurveyFinding Fails(string id, string subject, string expected, string found, string remedy) =>
        new() { Id = id, State = GateState.Red, Subject = subject, Expected = expected, Found = found, Remedy = remedy };

    /// <summary>It could not be looked at.</summary>
    public static SurveyFinding Unknown(string id, string subject, string reason, string remedy) =>
        new() { Id = id, State = GateState.Unknown, Subject = subject, Expected = "it can be looked at", Found = reason, Remedy = remedy };
}
