namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>The disposable PostgreSQL (DR).</summary>
public sealed record Dr
{
    /// <summary>Image with the official postgres image's contract, of production's major version or later, at least 15.</summary>
    public required string Image { get; init; }

    /// <summary>Whether G-09 may pull the image when it is absent.</summary>
    public bool Pull { get; init; }

    /// <summary>Name of the database production is restored into; scenarios work on clones of it.</summary>
    public required string Database { get; init; }

    /// <summary>Memory limit in MiB.</summary>
    public int MemoryMegabytes { get; init; } = 2048;

    /// <summary>
    /// MiB of memory that the DR's data directory may take, in place of a disk's space: what is restored is then on no disk, and is gone with the container. In addition to
    /// <c>memoryMegabytes</c>; G-05 asks for twice production's size and what PostgreSQL needs beside it. 0, the default, keeps the data on Docker's disk.
    /// </summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public int DataInMemoryMegabytes { get; init; }

    /// <summary>Limit of processes.</summary>
    public int PidsLimit { get; init; } = 256;

    /// <summary>True keeps fsync and its kin on. The DR is disposable, so the default is off.</summary>
    public bool Durable { get; init; }
}
