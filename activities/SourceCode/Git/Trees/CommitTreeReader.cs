using System.Text;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;

/// <summary>
/// Reads what a commit holds, folder by folder, from objects that were hashed. How many names there are and how deep they lie is the repository's choice
/// (a few small objects can stand for billions of files), so everything has a ceiling.
/// </summary>
internal sealed class CommitTreeReader(ObjectStore objects)
{
    public const int MostEntries = 200_000;
    public const int MostDepth = 200;
    public const int LongestPath = 3_000;
    private const int LargestCommit = 16 << 20;
    private const int LargestTree = 16 << 20;
    private const int LongestTarget = 4_095;
    private const string Remedy = "take that out of the accepted commit";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private int entries;

    /// <exception cref="UnreadableCodeException">An object of it cannot be read, or it holds a name that cannot be written safely.</exception>
    public CommitTree Read(string commit)
    {
        var text = Encoding.Latin1.GetString(objects.Read(commit, GitObjectKind.Commit, LargestCommit));
        var tree = text.StartsWith("tree ", StringComparison.Ordinal) && text.Length > 5 + ObjectHash.Digits ? text[5..(5 + ObjectHash.Digits)] : "";
        if (!ObjectHash.IsName(tree))
        {
            throw new UnreadableCodeException($"commit {commit} names no tree", "run `git fsck` there");
        }

        entries = 0;
        var root = new TreeEntry { Name = "", Kind = TreeEntryKind.Folder, Id = tree, Entries = Folder(tree, "", depth: 0) };
        if (new LinkRules().Problem(root) is { } problem)
        {
            throw new UnreadableCodeException(problem, "have links lead to files of the commit, by relative paths");
        }

        return new CommitTree(commit, root);
    }

    private List<TreeEntry> Folder(string tree, string path, int depth)
    {
        var content = objects.Read(tree, GitObjectKind.Tree, LargestTree).AsSpan();
        var (found, names) = (new List<TreeEntry>(), new HashSet<string>(StringComparer.Ordinal));
        while (content.Length > 0)
        {
            var entry = Next(ref content, tree, path);
            var full = path.Length == 0 ? entry.Name : $"{path}/{entry.Name}";
            if ((TreeNames.Problem(entry.Name, full) ?? (names.Add(entry.Name) ? null : "is there twice")) is { } problem)
            {
                throw new UnreadableCodeException($"name '{DisplayText.OneLine(full)}' in the commit {problem}", Remedy);
            }

            if (++entries > MostEntries || depth >= MostDepth)
            {
                throw new UnreadableCodeException($"the commit holds more than {MostEntries} names, or folders more than {MostDepth} deep", Remedy);
            }

            found.Add(entry.Kind switch
            {
                TreeEntryKind.Folder => entry with { Entries = Folder(entry.Id, full, depth + 1) },
                TreeEntryKind.SymbolicLink => entry with { Target = Target(entry.Id, full) },
                _ => entry,
            });
        }

        return found;
    }

    private string Target(string id, string path) => Text(objects.Read(id, GitObjectKind.Blob, LongestTarget), path) is { Length: > 0 } target && !target.Contains('\0', StringComparison.Ordinal)
        ? target
        : throw new UnreadableCodeException($"symbolic link '{DisplayText.OneLine(path)}' in the commit leads to no path", Remedy);

    /// <summary><c>mode name\0</c> and the 20 bytes of an id.</summary>
    private static TreeEntry Next(ref Span<byte> content, string tree, string path)
    {
        var (blank, end) = (content.IndexOf((byte)' '), content.IndexOf((byte)0));
        var id = end + 1 + (ObjectHash.Digits / 2);
        if (blank < 0 || end < blank || id > content.Length)
        {
            throw new UnreadableCodeException($"tree {tree} is not as trees are", "run `git fsck` there");
        }

        var entry = new TreeEntry
        {
            Name = Text(content[(blank + 1)..end], path),
            Kind = Kind(Encoding.Latin1.GetString(content[..blank]), path),
            Id = Convert.ToHexStringLower(content[(end + 1)..id]),
        };
        content = content[id..];
        return entry;
    }

    private static TreeEntryKind Kind(string mode, string path) => mode switch
    {
        "100644" or "100664" => TreeEntryKind.File,
        "100755" => TreeEntryKind.Executable,
        "120000" => TreeEntryKind.SymbolicLink,
        "40000" => TreeEntryKind.Folder,
        "160000" => TreeEntryKind.Submodule,
        _ => throw new UnreadableCodeException($"a name in folder '/{DisplayText.OneLine(path)}' of the commit has mode '{DisplayText.OneLine(mode)}'", Remedy),
    };

    private static string Text(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (ArgumentException)
        {
            throw new UnreadableCodeException($"a name or link in folder '/{DisplayText.OneLine(path)}' of the commit is not UTF-8 ('{DisplayText.OneLine(Encoding.UTF8.GetString(bytes))}')", Remedy);
        }
    }
}
