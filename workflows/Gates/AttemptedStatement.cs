namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>A statement that an append-only writer must not even try.</summary>
public sealed record AttemptedStatement
{
    /// <summary><c>DELETE</c>, <c>TRUNCATE</c> or <c>DDL</c>.</summary>
    public required string Verb { get; init; }

    /// <summary>Process id of the server's session.</summary>
    public required long Pid { get; init; }

    /// <summary>As the server's log writes it.</summary>
    public required string Time { get; init; }
}
