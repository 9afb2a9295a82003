using DotIuCutter.Temporal.Activities.Files;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;

/// <summary>
/// Opens what lies in a repository's <c>.git</c>, one name at a time. Whoever wrote it may have put a symbolic link, a pipe or a device there; none is
/// followed or opened.
/// </summary>
internal static class GitFiles
{
    private const string CloneInstead = "give a plain clone of it as code.repository (`git clone --no-local`)";

    /// <summary>Null when absent.</summary>
    public static DirectoryHandle? Folder(DirectoryHandle parent, string name)
    {
        if (parent.Stat(name) is not { } stat)
        {
            return null;
        }

        Require(stat, PathKind.Directory, parent, name);
        return parent.OpenDirectory(name);
    }

    /// <summary>Null when absent. Nothing is buffered, since packs are read at many places.</summary>
    public static FileStream? File(DirectoryHandle parent, string name)
    {
        if (parent.Stat(name) is not { } stat)
        {
            return null;
        }

        Require(stat, PathKind.File, parent, name);
        if (parent.OpenFile(name, write: false) is not { } file)
        {
            return null;
        }

        try
        {
            // Of what was opened: the name may have been given to something else since it was looked at.
            Require(DirectoryHandle.StatOf(file), PathKind.File, parent, name);
            return new FileStream(file, FileAccess.Read);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A small text file without its last line feed; null when absent.</summary>
    public static string? Text(DirectoryHandle parent, string name, int limit = 4096)
    {
        using var file = File(parent, name);
        if (file is null)
        {
            return null;
        }

        if (file.Length > limit)
        {
            throw new UnreadableCodeException($"'{parent.Path}/{name}' has {file.Length} bytes, expected at most {limit}", CloneInstead);
        }

        using var reader = new StreamReader(file);
        return reader.ReadToEnd().TrimEnd('\n');
    }

    private static void Require(PathStat stat, PathKind kind, DirectoryHandle parent, string name)
    {
        if (stat.Kind != kind)
        {
            var found = stat.Kind == PathKind.SymbolicLink ? "symbolic link" : stat.Kind == PathKind.Other ? "pipe, socket or device" : stat.Kind.ToString();
            throw new UnreadableCodeException($"'{parent.Path}/{name}' is a {found}, expected a {kind}; it was not opened", CloneInstead);
        }
    }
}
