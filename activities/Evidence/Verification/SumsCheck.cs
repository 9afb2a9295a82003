using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Checks that SHA256SUMS lists every file of the folder, and that each is as it was when the report was written.</summary>
internal static partial class SumsCheck
{
    public static IEnumerable<EvidenceProblem> Problems(EvidenceFolder folder)
    {
        if (folder.Text(Checksums.FileName) is not { } text)
        {
            return [new(Checksums.FileName, "the sums of every file", EvidenceProblem.NoSuchFile)];
        }

        var lines = text.Split('\n');
        var listed = lines[..^1].Select(l => Line().Match(l)).ToArray();
        return listed.Any(l => !l.Success) || lines[^1].Length > 0
            ? [new(Checksums.FileName, "lines as sha256sum writes them", "something else")]
            : [.. Changed(folder, listed.Select(Parsed)), .. Unlisted(folder, listed.Select(l => Parsed(l).Name).ToHashSet(StringComparer.Ordinal))];
    }

    private static IEnumerable<EvidenceProblem> Changed(EvidenceFolder folder, IEnumerable<(string Name, string Sum)> listed) =>
        from line in listed
        let found = folder.IsLink(line.Name) ? "a link" : folder.Sha256(line.Name)
        where found != line.Sum
        select new EvidenceProblem(line.Name, $"SHA-256 {line.Sum}", found ?? EvidenceProblem.NoSuchFile);

    private static IEnumerable<EvidenceProblem> Unlisted(EvidenceFolder folder, HashSet<string> listed) =>
        from name in folder.Names
        where !listed.Contains(name) && !Checksums.IsLater(name)
        select new EvidenceProblem(name, "a file that SHA256SUMS lists", folder.IsLink(name) ? "a link that it does not" : "one that it does not");

    private static (string Name, string Sum) Parsed(Match line)
    {
        var name = line.Groups["name"].Value;
        return (line.Groups["escaped"].Success ? Escape().Replace(name, m => m.Value switch { "\\n" => "\n", "\\r" => "\r", _ => "\\" }) : name, line.Groups["sum"].Value);
    }

    [GeneratedRegex(@"\A(?<escaped>\\)?(?<sum>[0-9a-f]{64})  (?<name>.+)\z", RegexOptions.Singleline)]
    private static partial Regex Line();

    [GeneratedRegex(@"\\[nr\\]")]
    private static partial Regex Escape();
}
