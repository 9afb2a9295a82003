namespace DotIuCutter.Temporal.Workflows.Contract.Captures;

/// <summary>All containers, volumes and networks (C-05). Each line is <c>id name</c>, or for a volume its name; sorted.</summary>
public sealed record InventoryCapture
{
    public required IReadOnlyList<string> Containers { get; init; }

    public required IReadOnlyList<string> Volumes { get; init; }

    public required IReadOnlyList<string> Networks { get; init; }
}
