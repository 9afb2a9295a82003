using System.Text.Json;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Effects;

/// <summary>Small files in $WD/marks by which a second attempt knows what the first one did.</summary>
internal static class Marks
{
    /// <summary>There once the scenario's code may have begun.</summary>
    public static string Begun(WorkDirectory directory, string scenarioId, string database) => PathFor(directory, $"{scenarioId}-{database}");

    /// <summary>How the statements of a scenario ended.</summary>
    public static string Ended(WorkDirectory directory, string scenarioId, string database) => PathFor(directory, $"ended-{scenarioId}-{database}");

    /// <summary>What was counted before the slot was dropped.</summary>
    public static string Effects(WorkDirectory directory, string slot) => PathFor(directory, $"effects-{slot}");

    /// <summary>What a scenario's effects are measured from.</summary>
    public static string Prepared(WorkDirectory directory, string scenarioId, string database) => PathFor(directory, $"prepared-{scenarioId}-{database}");

    /// <summary>How far the dump of production is.</summary>
    public static string Dump(WorkDirectory directory) => PathFor(directory, "dump");

    /// <summary>Content of the system catalogs, by the versions of their rows.</summary>
    public static string Catalog(WorkDirectory directory, string versions) => PathFor(directory, $"catalog-{versions}");

    /// <summary>The same of the restored database, and so of every clone that nobody has worked in.</summary>
    public static string RestoredCatalog(WorkDirectory directory) => PathFor(directory, "catalog-restored");

    /// <summary>Null when there is no such mark, or a first attempt was killed while it wrote.</summary>
    public static async Task<T?> ReadAsync<T>(string path, CancellationToken cancel)
        where T : class
    {
        try
        {
            return await ExactFile.TextAsync(path, cancel) is { } text ? JsonSerializer.Deserialize<T>(text, Json.Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static Task WriteAsync<T>(string path, T mark, CancellationToken cancel) =>
        AtomicFile.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(mark, Json.Options), cancel);

    public static void Forget(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static string PathFor(WorkDirectory directory, string name) => name.Contains('/', StringComparison.Ordinal)
        ? throw new ArgumentException($"'{name}' is no file name; G-01 lets no such id through.", nameof(name))
        : $"{directory.Path}/marks/{name}";
}
