namespace DotIuCutter.Temporal.Activities.Files;

/// <summary>Pure rules over absolute paths, by whole components.</summary>
internal static class PathRules
{
    /// <summary>True for an absolute path without <c>.</c>, <c>..</c>, doubled or trailing slashes: one that can be compared as text.</summary>
    public static bool IsPlain(string path) =>
        path.Length > 1 && path[0] == '/' && !path.Contains('\0', StringComparison.Ordinal)
        && path[1..].Split('/').All(part => part is not ("" or "." or ".."));

    /// <summary>True when <paramref name="path"/> is <paramref name="root"/> or below it.</summary>
    public static bool IsWithin(string path, string root) =>
        path == root || root == "/" || path.StartsWith(root.TrimEnd('/') + "/", StringComparison.Ordinal);

    public static bool Overlap(string one, string other) => IsWithin(one, other) || IsWithin(other, one);

    public static string ParentOf(string path) => Path.GetDirectoryName(path) ?? "/";

    /// <summary>The first component that is a symbolic link; null when there is none. Components that do not exist yet are none.</summary>
    public static string? SymbolicLinkIn(string path)
    {
        var current = string.Empty;
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            current = $"{current}/{part}";
            if (new FileInfo(current).LinkTarget is not null)
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>The path with every symbolic link of its existing part resolved, so that a rule cannot be walked around by a link.</summary>
    public static string Canonical(string path)
    {
        var current = "/";
        var parts = new Stack<string>(path.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse());
        var links = 0;
        while (parts.TryPop(out var part))
        {
            if (part is "." or "..")
            {
                current = part == "." ? current : ParentOf(current);
                continue;
            }

            var next = Path.Join(current, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                current = next;
                continue;
            }

            if (++links > 40)
            {
                throw new IOException($"Path '{path}' goes in circles through symbolic links at '{next}'. Remove the link.");
            }

            current = target.StartsWith('/') ? "/" : current;
            foreach (var piece in target.Split('/', StringSplitOptions.RemoveEmptyEntries).Reverse())
            {
                parts.Push(piece);
            }
        }

        return current;
    }

    /// <summary>The path itself or the nearest directory above it that exists.</summary>
    public static string NearestExisting(string path)
    {
        var current = path;
        while (current.Length > 1 && !Path.Exists(current))
        {
            current = ParentOf(current);
        }

        return current;
    }
}
