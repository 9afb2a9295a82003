using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Objects;
using DotIuCutter.Temporal.Activities.SourceCode.Git.Reading;

namespace DotIuCutter.Temporal.Activities.SourceCode.Git;

/// <summary>Reads which commit HEAD is from HEAD, the branch's file and <c>packed-refs</c>, as git lays them out.</summary>
internal static class HeadReader
{
    private const int MostSteps = 5;
    private const int LargestPackedRefs = 16 << 20;
    private const string Symbolic = "ref: ";

    /// <summary>Null when the branch has no commit yet.</summary>
    /// <param name="own">The working tree's git directory, with HEAD.</param>
    /// <param name="shared">The repository's, with branches.</param>
    public static string? Read(DirectoryHandle own, DirectoryHandle shared)
    {
        var text = GitFiles.Text(own, "HEAD");
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (text is null || ObjectHash.IsName(text))
            {
                return text;
            }

            var name = text.StartsWith(Symbolic, StringComparison.Ordinal) ? text[Symbolic.Length..].Trim() : throw Unusable(own, text);
            if (!name.StartsWith("refs/", StringComparison.Ordinal) || name.Split('/').Any(part => part.Length == 0 || part[0] == '.'))
            {
                throw Unusable(own, name);
            }

            text = Text(own, name) ?? Text(shared, name) ?? Packed(shared, name);
        }

        throw Unusable(own, "a chain of names without end");
    }

    private static string? Text(DirectoryHandle folder, string name)
    {
        var parts = name.Split('/');
        var opened = new List<DirectoryHandle>();
        try
        {
            foreach (var part in parts[..^1])
            {
                if (GitFiles.Folder(opened.LastOrDefault() ?? folder, part) is not { } next)
                {
                    return null;
                }

                opened.Add(next);
            }

            // A branch may be a folder here while another of its name is packed.
            return opened[^1].Stat(parts[^1]) is { Kind: PathKind.Directory } ? null : GitFiles.Text(opened[^1], parts[^1]);
        }
        finally
        {
            opened.ForEach(o => o.Dispose());
        }
    }

    private static string? Packed(DirectoryHandle folder, string name) =>
        GitFiles.Text(folder, "packed-refs", LargestPackedRefs)?.Split('\n')
            .Where(line => line.Length == ObjectHash.Digits + 1 + name.Length && line.EndsWith($" {name}", StringComparison.Ordinal))
            .Select(line => line[..ObjectHash.Digits]).FirstOrDefault();

    private static UnreadableCodeException Unusable(DirectoryHandle own, string found) => new(
        $"HEAD of '{own.Path}' is '{DisplayText.OneLine(found)}', and neither a commit by 40 hex digits nor a branch kept in files",
        "give a clone whose references are files and whose objects are named by SHA-1 (`git clone --ref-format=files`)");
}
