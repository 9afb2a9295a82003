using System.Text;

namespace DotIuCutter.Temporal.Activities.Secrets;

/// <summary>Takes the known secrets of one run out of texts, and remembers which it found.</summary>
internal sealed class Redaction(SecretScan scan)
{
    private readonly List<SecretMatch> found = [];

    /// <summary>Offsets are within the text each was found in.</summary>
    public IReadOnlyList<SecretMatch> Found => found;

    public string Apply(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var matches = scan.Find(bytes);
        found.AddRange(matches);
        return Redactor.Shapes(matches.Count == 0 ? text : Without(bytes, matches));
    }

    private static string Without(byte[] bytes, IReadOnlyList<SecretMatch> matches)
    {
        var kept = new List<byte>(bytes.Length);
        var position = 0L;
        foreach (var match in matches)
        {
            var end = match.Offset + match.Length;
            if (match.Offset >= position)
            {
                kept.AddRange(bytes.AsSpan((int)position, (int)(match.Offset - position)));
                kept.AddRange(Encoding.ASCII.GetBytes(Redactor.Mark));
            }

            position = Math.Max(position, end);
        }

        kept.AddRange(bytes.AsSpan((int)position));
        return Encoding.UTF8.GetString([.. kept]);
    }
}
