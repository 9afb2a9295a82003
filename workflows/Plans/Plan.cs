namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>
/// One dry run, as data: what is copied, what is protected, which exact names are created, which scenarios are run.
/// Names of objects and paths of the work directory may contain <c>{run}</c>, replaced by 12 hex digits of the run's nonce.
/// </summary>
public sealed record Plan
{
    /// <summary>Where the plan's JSON Schema is, for editors. Not used by the product.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("$schema")]
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)]
    public string? Schema { get; init; }

    /// <summary>The plan's name: lower-case letters, digits, dot and hyphen, at most 63. The default workflow id is <c>dryrun-NAME</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people.</summary>
    public string? Description { get; init; }

    /// <summary>The production PostgreSQL that is copied. It is only ever read.</summary>
    public required ProductionSource Production { get; init; }

    /// <summary>Exact names of containers that must be the very same after the run: id, start time, restarts, mounts, networks (C-01, G-25).</summary>
    public IReadOnlyList<string> Protected { get; init; } = [];

    /// <summary>Name prefixes of services that must not restart during the run (C-06, G-27). Used for reading only.</summary>
    public IReadOnlyList<string> WatchedPrefixes { get; init; } = [];

    /// <summary>The accepted code under test.</summary>
    public required Code Code { get; init; }

    /// <summary>Absolute paths that nothing of the run may mount, read or write, above all production's own <c>.env</c>.</summary>
    public IReadOnlyList<string> ForbiddenPaths { get; init; } = [];

    /// <summary>The run's directory on the worker's host, <c>$WD</c> in the rollback plan.</summary>
    public required WorkDirectory WorkDirectory { get; init; }

    /// <summary>The exact names of the four Docker objects the run creates.</summary>
    public required Objects Objects { get; init; }

    /// <summary>The disposable PostgreSQL.</summary>
    public required Dr Dr { get; init; }

    /// <summary>The container the code under test runs in. Absent where every scenario is SQL.</summary>
    public Harness? Harness { get; init; }

    /// <summary>The scenarios, run in this order; the first red gate ends the sequence (L1).</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>Present only where an encrypted copy of production's dump must outlive the run (DR-8, G-30).</summary>
    public RetainDump? RetainDump { get; init; }

    /// <summary>Present only where a retained dump is restored in place of a new one.</summary>
    public ReuseDump? ReuseDump { get; init; }
}
