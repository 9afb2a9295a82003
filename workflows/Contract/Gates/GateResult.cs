namespace DotIuCutter.Temporal.Workflows.Contract.Gates;

/// <summary>All that one gate found, as the journal and the report keep it. A red gate is data; an unreachable Docker, PostgreSQL or file system is an exception.</summary>
public sealed record GateResult
{
    public required Gate Gate { get; init; }

    public required GateState State { get; init; }

    /// <summary>What was looked at.</summary>
    public required string Subject { get; init; }

    public required string Expected { get; init; }

    public required string Found { get; init; }

    /// <summary>What to do about it; absent when green.</summary>
    public string? Remedy { get; init; }

    /// <summary>Field by field where something should have stayed the same.</summary>
    public IReadOnlyList<Difference> Differences { get; init; } = [];

    /// <summary>The scenario it belongs to; absent outside scenarios.</summary>
    public string? Scenario { get; init; }

    public static GateResult Green(Gate gate, string subject, string expected, string found) =>
        new() { Gate = gate, State = GateState.Green, Subject = subject, Expected = expected, Found = found };

    public static GateResult Red(Gate gate, string subject, string expected, string found, string remedy, params IReadOnlyList<Difference> differences) =>
        new() { Gate = gate, State = GateState.Red, Subject = subject, Expected = expected, Found = found, Remedy = remedy, Differences = differences };

    /// <summary>The gate could not be looked at: nothing is claimed either way.</summary>
    public static GateResult Unknown(Gate gate, string subject, string reason, string remedy) =>
        new() { Gate = gate, State = GateState.Unknown, Subject = subject, Expected = "the gate can be evaluated", Found = reason, Remedy = remedy };
}
