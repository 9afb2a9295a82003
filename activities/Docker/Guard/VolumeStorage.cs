using System.Globalization;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>
/// Where a volume of Docker's local driver keeps its data: in a directory on Docker's disk, or in memory, a tmpfs of its own and of a fixed size, mounted as long as a
/// container that has it runs. Nothing else of the host can be reached by these options.
/// </summary>
internal static class VolumeStorage
{
    private const string AfterSize = "m,nodev,noexec,nosuid";

    /// <summary>None for 0 MiB, which is the disk.</summary>
    public static IDictionary<string, string> Options(int megabytes) => megabytes == 0
        ? new Dictionary<string, string>()
        : new Dictionary<string, string> { ["type"] = "tmpfs", ["device"] = "tmpfs", ["o"] = string.Create(CultureInfo.InvariantCulture, $"size={megabytes}{AfterSize}") };

    /// <summary>MiB of memory that these options are for, 0 for the disk; null where they are for neither.</summary>
    public static int? Megabytes(IEnumerable<KeyValuePair<string, string>>? options)
    {
        var found = (options ?? []).ToDictionary(StringComparer.Ordinal);
        var megabytes = found.TryGetValue("o", out var text) && text.StartsWith("size=", StringComparison.Ordinal) && text.EndsWith(AfterSize, StringComparison.Ordinal)
            && int.TryParse(text["size=".Length..^AfterSize.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;
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
