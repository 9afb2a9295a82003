using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>
/// The files <c>*.mutations</c> of this folder. A record begins with <c>[its-id]</c>, has <c>what:</c>, <c>file:</c> and <c>tests:</c>, and
/// ends with the change as a diff writes it: lines after <c>-</c> are the old text, after <c>+</c> the new, after a blank both.
/// <c>eng/mutations</c> reads the same.
/// </summary>
internal static class Catalogue
{
    public static IReadOnlyList<Mutation> All { get; } =
        [.. Directory.EnumerateFiles(Repository.File("tests/Mutations"), "*.mutations").Order(StringComparer.Ordinal).SelectMany(f => Read(File.ReadAllLines(f)))];

    private static IEnumerable<Mutation> Read(string[] lines)
    {
        var starts = Enumerable.Range(0, lines.Length).Where(i => lines[i].StartsWith('[')).Append(lines.Length).ToList();
        return starts.Zip(starts.Skip(1), (from, to) => Of(lines[from].Trim('[', ']'), lines[(from + 1)..to]));
    }

    private static Mutation Of(string id, string[] lines) => new()
    {
        Id = id,
        What = Value(lines, "what: "),
        File = Value(lines, "file: "),
        Tests = Value(lines, "tests: ").Split(", "),
        Old = Text(lines, '-'),
        New = Text(lines, '+'),
    };

    private static string Value(string[] lines, string key) => lines.Single(l => l.StartsWith(key, StringComparison.Ordinal))[key.Length..];

    private static string Text(string[] lines, char sign) => string.Concat(lines.Where(l => l.StartsWith(sign) || l.StartsWith(' ')).Select(l => l[1..] + "\n"));
}
