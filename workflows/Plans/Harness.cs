namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>
/// The container a scenario's command runs in. It is given PGHOST, PGPORT, PGUSER, PGDATABASE and PGPASSFILE of the DR and nothing of production.
/// What it finds around it and what it has to keep is in <see href="harness.md">harness.md</see>.
/// </summary>
public sealed record Harness
{
    /// <summary>Image with all the code under test needs; it has no network but the DR's.</summary>
    public required string Image { get; init; }

    /// <summary>Whether G-09 may pull the image when it is absent.</summary>
    public bool Pull { get; init; }

    /// <summary>Memory limit in MiB.</summary>
    public int MemoryMegabytes { get; init; } = 512;

    /// <summary>Limit of processes.</summary>
    public int PidsLimit { get; init; } = 128;

    /// <summary>Further environment of the harness. Never a secret: it can be read with <c>docker inspect</c>.</summary>
    // In the order of the names, so that the plan's digest does not depend on the document's.
    public IReadOnlyDictionary<string, string> Environment { get; init => field = Sorted(value); } = Sorted([]);

    private static SortedDictionary<string, string> Sorted(IEnumerable<KeyValuePair<string, string>> variables) =>
        new(variables.ToDictionary(), StringComparer.Ordinal);
}
