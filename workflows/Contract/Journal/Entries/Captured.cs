using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;

/// <summary>What was read before anything was created. Each entry has the captures of one step; the last one of each kind counts.</summary>
public sealed record Captured : JournalEntry
{
    /// <summary>The engine (G-02).</summary>
    public EngineCapture? Engine { get; init; }

    /// <summary>The protected containers (C-01).</summary>
    public IReadOnlyList<ContainerCapture>? Protected { get; init; }

    /// <summary>The accepted code (C-02).</summary>
    public CodeCapture? Code { get; init; }

    /// <summary>Production (C-03).</summary>
    public ProductionCapture? Production { get; init; }

    /// <summary>All containers, volumes and networks (C-05).</summary>
    public InventoryCapture? Inventory { get; init; }

    /// <summary>The watched services (C-06).</summary>
    public IReadOnlyList<ContainerCapture>? Watched { get; init; }

    /// <summary>The images (G-09).</summary>
    public ImagesCapture? Images { get; init; }

    /// <summary>The policy (G-31); absent where the host has none.</summary>
    public PolicyCapture? Policy { get; init; }
}
