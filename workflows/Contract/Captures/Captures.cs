namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>One container as Docker describes it (C-01, C-03, C-06).</summary>
public sealed record ContainerCapture
{
    public required string Name { get; init; }

    /// <summary>64 hex digits.</summary>
    public required string Id { get; init; }

    /// <summary>The image's id, <c>sha256:…</c>.</summary>
    public required string Image { get; init; }

    /// <summary>As Docker prints it, to the nanosecond.</summary>
    public required string StartedAt { get; init; }

    public required long RestartCount { get; init; }

    /// <summary>Docker's state word, such as <c>running</c>.</summary>
    public required string State { get; init; }

    /// <summary>Sorted; <c>type name-or-source -> destination</c>.</summary>
    public IReadOnlyList<string> Mounts { get; init; } = [];

    /// <summary>Sorted; <c>name id</c>.</summary>
    public IReadOnlyList<string> Networks { get; init; } = [];
}

/// <summary>The accepted code (C-02).</summary>
public sealed record CodeCapture
{
    public required string Repository { get; init; }

    /// <summary>HEAD, 40 hex digits.</summary>
    public required string Commit { get; init; }

    /// <summary>True when <c>git status</c> lists nothing, untracked files included.</summary>
    public required bool Clean { get; init; }

    /// <summary>SHA-256 over path, mode and content of every tracked file.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>SHA-256 over the sorted list of untracked and ignored paths.</summary>
    public required string UntrackedFingerprint { get; init; }
}

/// <summary>Production (C-03). The container's members are absent where production is read by connection.</summary>
public sealed record ProductionCapture
{
    public ContainerCapture? Container { get; init; }

    /// <summary>PostgreSQL's system identifier; a string since it exceeds 2^53.</summary>
    public required string SystemIdentifier { get; init; }

    /// <summary>Such as <c>17.12</c>.</summary>
    public required string Version { get; init; }

    public required long SizeBytes { get; init; }
}

/// <summary>All containers, volumes and networks (C-05). Each line is <c>id name</c>, or for a volume its name; sorted.</summary>
public sealed record InventoryCapture
{
    public required IReadOnlyList<string> Containers { get; init; }

    public required IReadOnlyList<string> Volumes { get; init; }

    public required IReadOnlyList<string> Networks { get; init; }
}

/// <summary>The engine the run works on (G-02).</summary>
public sealed record EngineCapture
{
    /// <summary>Docker's own id of this daemon.</summary>
    public required string Id { get; init; }

    public required string Version { get; init; }

    /// <summary>Such as <c>1.41</c>.</summary>
    public required string ApiVersion { get; init; }

    public required bool LiveRestore { get; init; }
}

/// <summary>What the DR really is, after creation (C-04).</summary>
public sealed record DrCapture
{
    /// <summary>64 hex digits; absent when it does not exist.</summary>
    public string? ContainerId { get; init; }

    /// <summary>64 hex digits; absent when it does not exist.</summary>
    public string? HarnessId { get; init; }

    /// <summary>64 hex digits; absent when it does not exist.</summary>
    public string? NetworkId { get; init; }

    /// <summary>Exact name of the planned volume, present when it exists and is ours.</summary>
    public string? Volume { get; init; }

    /// <summary>Names of every anonymous volume of the DR and harness containers, 64 hex digits each.</summary>
    public IReadOnlyList<string> AnonymousVolumes { get; init; } = [];
}

/// <summary>All that was captured before anything was created.</summary>
public sealed record Baseline
{
    public required EngineCapture Engine { get; init; }

    public required IReadOnlyList<ContainerCapture> Protected { get; init; }

    public required CodeCapture Code { get; init; }

    public required ProductionCapture Production { get; init; }

    /// <summary>Absent in manifest.json and in the teardown, see <see cref="ForTeardown"/>.</summary>
    public InventoryCapture? Inventory { get; init; }

    /// <summary>Left out in manifest.json and in the teardown, see <see cref="ForTeardown"/>.</summary>
    public IReadOnlyList<ContainerCapture> Watched { get; init; } = [];

    /// <summary>Without what grows with the host: only closure compares with it.</summary>
    public Baseline ForTeardown() => this with { Inventory = null, Watched = [] };
}
