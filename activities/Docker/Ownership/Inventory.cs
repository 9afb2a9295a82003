using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Docker.Ownership;

/// <summary>All containers, volumes and networks of the engine, with their labels by inventory line.</summary>
internal sealed record Inventory
{
    public required IReadOnlyDictionary<string, IDictionary<string, string>?> Containers { get; init; }

    public required IReadOnlyDictionary<string, IDictionary<string, string>?> Volumes { get; init; }

    public required IReadOnlyDictionary<string, IDictionary<string, string>?> Networks { get; init; }

    internal InventoryCapture Captured => new() { Containers = Sorted(Containers), Volumes = Sorted(Volumes), Networks = Sorted(Networks) };

    /// <summary>Of every run whose label something carries, rightly or not.</summary>
    internal IEnumerable<string> Nonces =>
        new[] { Containers, Volumes, Networks }.SelectMany(kind => kind.Values).Select(Ownership.Nonce).OfType<string>().Distinct(StringComparer.Ordinal);

    internal static async Task<Inventory> ReadAsync(DockerSession session, CancellationToken cancel) => new()
    {
        Containers = Lines(await session.Containers.ListAsync(cancel), c => $"{c.ID} {Name(c)}", c => c.Labels),
        Volumes = Lines(await session.Volumes.ListAsync(cancel), v => v.Name, v => v.Labels),
        Networks = Lines(await session.Networks.ListAsync(cancel), n => $"{n.ID} {n.Name}", n => n.Labels),
    };

    /// <summary>A linked container has several names; its own has one slash.</summary>
    internal static string Name(ContainerListResponse container) =>
        (container.Names ?? []).OfType<string>().Select(n => n.TrimStart('/')).FirstOrDefault(n => !n.Contains('/', StringComparison.Ordinal)) ?? "";

    private static Dictionary<string, IDictionary<string, string>?> Lines<T>(
        IEnumerable<T> items, Func<T, string> line, Func<T, IDictionary<string, string>?> labels) =>
        items.DistinctBy(line, StringComparer.Ordinal).ToDictionary(line, labels, StringComparer.Ordinal);

    private static List<string> Sorted(IReadOnlyDictionary<string, IDictionary<string, string>?> lines) => [.. lines.Keys.Order(StringComparer.Ordinal)];
}
