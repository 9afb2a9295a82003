using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git;

/// <summary>
/// A working tree and the git directory behind it. Git is not run, and the repository's configuration is not read. A linked working tree is followed
/// only where its repository lists it: otherwise a file named <c>.git</c> could lead the worker into a repository that its author cannot read.
/// </summary>
internal sealed class GitRepository : IDisposable
{
    private const string CloneInstead = "give a plain clone as code.repository";
    private readonly DirectoryHandle gitDirectory;
    private readonly DirectoryHandle shared;

    private GitRepository(DirectoryHandle root, DirectoryHandle gitDirectory, DirectoryHandle shared)
    {
        (Root, this.gitDirectory, this.shared) = (root, gitDirectory, shared);
        Objects = new ObjectStore(GitFiles.Folder(shared, "objects") ?? throw new UnreadableCodeException($"'{shared.Path}' has no objects", CloneInstead));
    }

    /// <summary>The working tree.</summary>
    public DirectoryHandle Root { get; }

    public ObjectStore Objects { get; }

    /// <summary>The commit that HEAD is; null when it is none yet.</summary>
    public string? Head => HeadReader.Read(gitDirectory, shared);

    /// <summary>The repository's own list of what to ignore; null when there is none.</summary>
    public string? Exclude
    {
        get
        {
            using var info = GitFiles.Folder(shared, "info");
            return info is null ? null : GitFiles.Text(info, "exclude", IgnoreRules.LongestFile);
        }
    }

    /// <summary>Null when there is no working tree of a repository at that very path.</summary>
    /// <exception cref="UnreadableCodeException">There is one, but not as git makes it.</exception>
    public static GitRepository? Open(string path)
    {
        var root = Directory.Exists(path) ? DirectoryHandle.Open(PathRules.Canonical(path)) : null;
        if (root?.Stat(".git") is not { } git)
        {
            root?.Dispose();
            return null;
        }

        DirectoryHandle? linked = null, shared = null;
        try
        {
            linked = git.Kind == PathKind.File ? Linked(root) : GitFiles.Folder(root, ".git") ?? throw Gone(root);
            shared = git.Kind == PathKind.File ? Shared(linked) : GitFiles.Folder(root, ".git") ?? throw Gone(root);
            return new GitRepository(root, linked, shared);
        }
        catch
        {
            shared?.Dispose();
            linked?.Dispose();
            root.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Objects.Dispose();
        shared.Dispose();
        gitDirectory.Dispose();
        Root.Dispose();
    }

    /// <summary>The directory that <c>.git</c> names, when that directory names <c>.git</c>.</summary>
    private static DirectoryHandle Linked(DirectoryHandle root)
    {
        const string Prefix = "gitdir: ";
        var text = GitFiles.Text(root, ".git") ?? throw Gone(root);
        if (!text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            throw new UnreadableCodeException($"'{root.Path}/.git' is a file that names no git directory", CloneInstead);
        }

        var linked = Enter(root, text[Prefix.Length..]);
        if (GitFiles.Text(linked, "gitdir") is not { } back || At(linked, back) != $"{root.Path}/.git")
        {
            linked.Dispose();
            throw new UnreadableCodeException($"'{root.Path}/.git' leads to '{linked.Path}', which is no linked working tree of that path", CloneInstead);
        }

        return linked;
    }

    /// <summary>The directory with objects and branches of a linked working tree, when that one has it in its list.</summary>
    private static DirectoryHandle Shared(DirectoryHandle linked)
    {
        var shared = Enter(linked, GitFiles.Text(linked, "commondir") ?? ".");
        if (PathRules.ParentOf(linked.Path) != $"{shared.Path}/worktrees")
        {
            shared.Dispose();
            throw new UnreadableCodeException($"'{linked.Path}' leads to '{shared.Path}', which does not list it as a working tree", CloneInstead);
        }

        return shared;
    }

    private static DirectoryHandle Enter(DirectoryHandle from, string path) =>
        At(from, path) is var at && Directory.Exists(at) && DirectoryHandle.Open(at) is { } opened
            ? opened
            : throw new UnreadableCodeException($"'{from.Path}' leads to '{DisplayText.OneLine(path)}', which is no directory", CloneInstead);

    private static string At(DirectoryHandle from, string path)
    {
        try
        {
            return PathRules.Canonical(path.StartsWith('/') ? path : $"{from.Path}/{path}");
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            throw new UnreadableCodeException($"'{from.Path}' leads to '{DisplayText.OneLine(path)}', which is no path", CloneInstead);
        }
    }

    private static UnreadableCodeException Gone(DirectoryHandle root) => new($"'{root.Path}/.git' vanished while it was read", "look at who works there, then start again");
}
