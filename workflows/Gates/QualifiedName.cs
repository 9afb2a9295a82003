using System.Diagnostics.CodeAnalysis;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>A table by schema and name, as plans, dumps and decoded changes write it: parts quoted where need be, else literal.</summary>
[SuppressMessage("Design", "CA1036", Justification = "Names are sorted; nobody asks which of two is less.")]
public readonly record struct QualifiedName(string Schema, string Name) : IComparable<QualifiedName>
{
    /// <summary>Reads a name at the start of <paramref name="text"/> and says how many characters it took; null when there is none.</summary>
    public static (QualifiedName Name, int Length)? Read(ReadOnlySpan<char> text)
    {
        if (Part(text) is not { } first)
        {
            return null;
        }

        if (first.Length >= text.Length || text[first.Length] != '.')
        {
            return (new QualifiedName("public", first.Text), first.Length);
        }

        return Part(text[(first.Length + 1)..]) is { } second
            ? (new QualifiedName(first.Text, second.Text), first.Length + 1 + second.Length)
            : null;
    }

    /// <summary>The whole of <paramref name="text"/> as a name. What cannot be read stands for itself, in the schema <c>public</c>.</summary>
    public static QualifiedName Parse(string text) => Read(text) is { } read && read.Length == text.Length ? read.Name : new("public", text);

    public int CompareTo(QualifiedName other) => string.CompareOrdinal(ToString(), other.ToString());

    public override string ToString() => $"{Shown(Schema)}.{Shown(Name)}";

    private static string Shown(string part) => part.Length > 0 && part.All(IsPlain) ? part : $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' or '-' || c > 127;

    private static (string Text, int Length)? Part(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] != '"')
        {
            var end = 0;
            while (end < text.Length && IsPlain(text[end]))
            {
                end++;
            }

            return end == 0 ? null : (text[..end].ToString(), end);
        }

        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                continue;
            }

            if (at + 1 < text.Length && text[at + 1] == '"')
            {
                at++;
                continue;
            }

            return (text[1..at].ToString().Replace("\"\"", "\"", StringComparison.Ordinal), at + 1);
        }

        return null;
    }
}
