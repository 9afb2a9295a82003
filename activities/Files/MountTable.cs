namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>File system types, as /proc/self/mountinfo tells them.</summary>
internal static class MountTable
{
    /// <summary>Type of the file system a path is on, or would be; <c>unknown</c> when the table does not tell.</summary>
    public static string TypeOf(string path) => TypeOf(path, File.ReadLines("/proc/self/mountinfo"));

    /// <summary>The longest mount point above the path wins; of mounts on one point the last, which hides the others.</summary>
    public static string TypeOf(string path, IEnumerable<string> mountinfo)
    {
        var (best, type) = (string.Empty, "unknown");
        foreach (var line in mountinfo)
        {
            var fields = line.Split(' ');
            var dash = Array.IndexOf(fields, "-");
            if (dash < 5 || dash + 1 >= fields.Length || fields[dash + 1].Length == 0)
            {
                continue;
            }

            var point = Unescaped(fields[4]);
            if (PathRules.IsWithin(path, point) && point.Length >= best.Length)
            {
                (best, type) = (point, fields[dash + 1]);
            }
        }

        return type;
    }

    /// <summary>The kernel writes blank, tab, line end and backslash in octal.</summary>
    private static string Unescaped(string field) => field
        .Replace(@"\040", " ", StringComparison.Ordinal).Replace(@"\011", "\t", StringComparison.Ordinal)
        .Replace(@"\012", "\n", StringComparison.Ordinal).Replace(@"\134", @"\", StringComparison.Ordinal);
}
