using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git.Trees;

/// <summary>
/// No symbolic link of a commit may lead out of it. A link is followed as the kernel follows it, through the other links of the commit: text alone does
/// not tell, since <c>..</c> after a link starts where that link leads. Pure.
/// </summary>
internal sealed class LinkRules
{
    public const int MostLinks = 20_000;
    private const int MostFollowed = 40;
    private const int MostSteps = 4_096;
    private readonly Dictionary<TreeEntry, Dictionary<string, TreeEntry>> names = new(ReferenceEqualityComparer.Instance);
    private int seen;

    /// <summary>The first link that leads outside, in words; null when there is none.</summary>
    public string? Problem(TreeEntry root) => Links(root, [root]).Select(link => Problem(link.Folders, link.Link)).FirstOrDefault(problem => problem is not null);

    private static IEnumerable<(TreeEntry[] Folders, TreeEntry Link)> Links(TreeEntry folder, TreeEntry[] folders) => folder.Entries.SelectMany(entry => entry.Kind switch
    {
        TreeEntryKind.SymbolicLink => [(folders, entry)],
        TreeEntryKind.Folder => Links(entry, [.. folders, entry]),
        _ => [],
    });

    private string? Problem(TreeEntry[] folders, TreeEntry link) =>
        ++seen > MostLinks ? $"the commit holds more than {MostLinks} symbolic links"
        : LeadsOutside(folders, link.Target ?? "")
            ? $"symbolic link '{DisplayText.OneLine(string.Join('/', [.. folders.Skip(1).Select(f => f.Name), link.Name]))}' leads to '{DisplayText.OneLine(link.Target ?? "")}', outside of the commit"
            : null;

    /// <summary>A link that goes in circles, or to a name that is not there, leads nowhere, and so not outside.</summary>
    private bool LeadsOutside(TreeEntry[] from, string target)
    {
        var (folders, path, followed) = (new Stack<TreeEntry>(from), new Stack<string>(), 0);
        if (!Push(path, target))
        {
            return true;
        }

        for (var steps = 0; steps < MostSteps && path.TryPop(out var name); steps++)
        {
            if (name == "..")
            {
                folders.Pop();
                if (folders.Count == 0)
                {
                    return true;
                }

                continue;
            }

            switch (NamesOf(folders.Peek()).GetValueOrDefault(name))
            {
                case { Kind: TreeEntryKind.Folder } folder:
                    folders.Push(folder);
                    break;
                case { Kind: TreeEntryKind.SymbolicLink, Target: { } next } when ++followed <= MostFollowed:
                    if (!Push(path, next))
                    {
                        return true;
                    }

                    break;
                default:
                    return false;
            }
        }

        return path.Count > 0;
    }

    private Dictionary<string, TreeEntry> NamesOf(TreeEntry folder)
    {
        if (!names.TryGetValue(folder, out var found))
        {
            names[folder] = found = folder.Entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        }

        return found;
    }

    /// <summary>False for an absolute path.</summary>
    private static bool Push(Stack<string> path, string target)
    {
        foreach (var part in target.Split('/').Reverse().Where(p => p is not ("" or ".")))
        {
            path.Push(part);
        }

        return !target.StartsWith('/');
    }
}
