using DotIuCutter.Temporal.Activities.Files;

namespace DotIuCutter.Temporal.Activities.Policies;

/// <summary>
/// What must hold of where a policy lies, so that nobody but root can have written it or can put another in its place: the file and the directory it is in
/// are root's and nobody else can write to them, and no directory above lets others move them away.
/// </summary>
internal static class PolicyPlace
{
    private const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>What was expected, what was found and what to do; null when nothing is wrong.</summary>
    public static string? Problem(string path)
    {
        if (!PathRules.IsPlain(path))
        {
            return "expected the absolute path of a file without '.', '..' or a trailing slash. Write it out";
        }

        if (PathRules.SymbolicLinkIn(path) is { } link)
        {
            return $"expected no symbolic link on the way, found one at '{link}'. Give the path it leads to";
        }

        var parent = PathRules.ParentOf(path);
        using var directory = DirectoryHandle.Open(parent);
        return directory is null ? $"expected a file, found no directory '{parent}'. Put the policy there, root's and mode 0644"
            : directory.Stat(Path.GetFileName(path)) is not { } stat ? "expected a file, found nothing. Put the policy there, root's and mode 0644; `dryrun policy suggest PLAN` prints one"
            : FileProblem(stat) ?? DirectoryProblem(parent, directory.Stat()) ?? AboveProblem(parent);
    }

    /// <summary>Of the file alone.</summary>
    public static string? FileProblem(PathStat stat) => stat.Kind != PathKind.File ? $"expected a regular file, found a {Words(stat.Kind)}. Put a file there"
        : stat.Owner != 0 ? $"expected a file of root's, found one of user {stat.Owner}. Look at what it says, then `chown root` it"
        : (stat.Mode & Others) != 0 ? $"expected a file that only root can write, found mode {Octal(stat.Mode)}. Look at what it says, then `chmod go-w` it"
        : null;

    private static string? DirectoryProblem(string path, PathStat stat) => stat.Owner != 0 ? $"expected its directory '{path}' to be root's, found it is user {stat.Owner}'s. Move the policy to a directory such as /etc/dryrun"
        : (stat.Mode & Others) != 0 ? $"expected its directory '{path}' to be writable by root only, found mode {Octal(stat.Mode)}. Move the policy to a directory such as /etc/dryrun, or `chmod go-w` this one where nobody else needs it"
        : null;

    /// <summary>Where the sticky bit is set, as in /tmp, others can make names and not take root's away.</summary>
    private static string? AboveProblem(string path)
    {
        for (var above = PathRules.ParentOf(path); path != "/"; (path, above) = (above, PathRules.ParentOf(above)))
        {
            using var directory = DirectoryHandle.Open(above);
            if (directory?.Stat() is { } stat && (stat.Owner != 0 || ((stat.Mode & Others) != 0 && (stat.Mode & UnixFileMode.StickyBit) == 0)))
            {
                return $"expected no directory above it that others can rename in, found '{above}' of user {stat.Owner} with mode {Octal(stat.Mode)}. Move the policy to a directory such as /etc/dryrun";
            }
        }

        return null;
    }

    private static string Octal(UnixFileMode mode) => Convert.ToString((int)mode, 8);

    private static string Words(PathKind kind) => kind switch
    {
        PathKind.Directory => "directory",
        PathKind.SymbolicLink => "symbolic link",
        _ => "socket, pipe or device",
    };
}
