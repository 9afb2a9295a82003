namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>The production PostgreSQL and the only way it is read.</summary>
public sealed record ProductionSource
{
    /// <summary>Exact name of production's container. Needed for <c>exec</c>; with <c>connection</c> absent when production is not in this Docker.</summary>
    public string? Container { get; init; }

    /// <summary><c>exec</c>: inside the container, over its own socket, no DSN is ever made. <c>connection</c>: by a named secret of the worker.</summary>
    public ReadPath ReadPath { get; init; } = ReadPath.Exec;

    /// <summary>The database to copy.</summary>
    public required string Database { get; init; }

    /// <summary>The role to read as. G-08 refuses the run when it could write anything.</summary>
    public required string Role { get; init; }

    /// <summary>With <c>connection</c>: the name of a secret the worker resolves, never its value.</summary>
    public string? Secret { get; init; }

    /// <summary>Present where the dump is read from a standby.</summary>
    public Standby? Standby { get; init; }

    /// <summary>Seconds the dump waits for any lock before it gives up, and others for a lock of the dump before it is ended, so that production never queues behind it.</summary>
    public int LockWaitTimeoutSeconds { get; init; } = 5;

    /// <summary>Seconds one statement, and so the dump of one table, may take.</summary>
    public int StatementTimeoutSeconds { get; init; } = 900;

    /// <summary>The server that the dump is read from. No property: a record prints all of those, and this one without end.</summary>
    public ProductionSource DumpedFrom() => Standby is { } standby ? this with { Container = standby.Container, Secret = standby.Secret, Standby = null } : this;
}

public enum ReadPath
{
    Exec,
    Connection,
}
