using System.Globalization;

namespace DotIuCutter.Temporal.Activities.Postgres.Copy;

/// <summary>Reads what <c>df -P -k</c> of one path prints: a heading, and a line whose fourth column is the space that is available, in KiB.</summary>
internal static class FreeSpace
{
    /// <summary>Null where it is no such text.</summary>
    public static long? Bytes(string printed) =>
        printed.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [_, var line]
        && line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, _, _, var available, ..]
        && long.TryParse(available, NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes)
            ? kibibytes * 1024
            : null;
}
