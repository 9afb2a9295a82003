using System.Globalization;

namespace DotIuCutter.Temporal.Activities.Docker;

/// <summary>
/// What makes a volume of Docker's local driver one in memory: a tmpfs of its own and of a fixed size, mounted as long as a container that has it runs.
/// Nothing else of the host can be reached by these options.
/// </summary>
internal static class MemoryVolume
{
    private const string Unit = "m,nodev,noexec,nosuid";

    /// <summary>No options, which is a directory on Docker's disk, for 0 MiB.</summary>
    public static IDictionary<string, string> Options(int megabytes) => megabytes == 0
        ? new Dictionary<string, string>()
        : new Dictionary<string, string> { ["type"] = "tmpfs", ["device"] = "tmpfs", ["o"] = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}{Unit}") };

    /// <summary>MiB of what has these options; null where they are neither of the two.</summary>
    public static int? Megabytes(IEnumerable<KeyValuePair<string, string>> options)
    {
        var found = options.ToDictionary(StringComparer.Ordinal);
        var megabytes = found.TryGetValue("o", out var text) && text.StartsWith("size=", StringComparison.Ordinal) && text.EndsWith(Unit, StringComparison.Ordinal)
            && int.TryParse(text["size=".Length..^Unit.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
        return found.Count == Options(megabytes).Count && Options(megabytes).All(o => found.GetValueOrDefault(o.Key) == o.Value) ? megabytes : null;
    }

    /// <summary>For people.</summary>
    public static string Shown(int? megabytes) => megabytes switch
    {
        null => "elsewhere",
        0 => "on Docker's disk",
        _ => string.Create(CultureInfo.InvariantCulture, $"in {megabytes} MiB of memory"),
    };
}
