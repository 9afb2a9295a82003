namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

/// <summary>For a member nobody knows: the one that was probably meant.</summary>
internal static class Suggestion
{
    public static string For(string name, IReadOnlyList<Member> members)
    {
        var nearest = members.Select(m => m.Name).MinBy(n => Distance(n, name));
        return nearest is not null && Distance(nearest, name) <= Math.Max(1, name.Length / 3)
            ? $"Write {nearest}, if that was meant"
            : $"Remove it; known are {string.Join(", ", members.Select(m => m.Name))}";
    }

    /// <summary>Levenshtein's, without regard to case.</summary>
    private static int Distance(string a, string b)
    {
        // A name far longer than any known one is no misspelling; this also bounds the work.
        if (Math.Abs(a.Length - b.Length) > 8)
        {
            return int.MaxValue;
        }

        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[b.Length];
    }
}
