namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>One line of the DR's log that belongs to the code under test.</summary>
internal sealed record TraceLine
{
    /// <summary>As the server writes it.</summary>
    public required string Time { get; init; }

    public required long Pid { get; init; }

    /// <summary>What was sent to the server; absent on a line that tells of an error without its statement.</summary>
    public string? Statement { get; init; }

    /// <summary>SQLSTATE; <c>00000</c> where the line tells of a statement.</summary>
    public required string StateCode { get; init; }

    /// <summary>True when the line tells that a statement is being run, false when it tells of an error.</summary>
    public required bool IsStatement { get; init; }
}
