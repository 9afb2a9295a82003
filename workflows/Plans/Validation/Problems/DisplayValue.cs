using System.Text.Encodings.Web;
using System.Text.Json;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

/// <summary>A value as a problem shows it: as JSON, on one line, cut at 80 characters.</summary>
internal static class DisplayValue
{
    public const string Nothing = "nothing";

    private const int Longest = 80;

    // The default encoder escapes all that could disturb a terminal or a log; people's own letters stay readable.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    public static string Text(string? text) => text is null ? Nothing : $"\"{Cut(Encoder.Encode(text).Replace("\\u0022", "\\\"", StringComparison.Ordinal))}\"";

    public static string Number(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Scalars themselves, anything else by its kind.</summary>
    public static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => UnicodeText.TryRead(value, out var text) ? Text(text) : "a text that is not valid Unicode",
        JsonValueKind.Number => Cut(value.GetRawText()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "null",
        _ => Kind(value),
    };

    /// <summary>For a place where a secret may stand by mistake: what kind of value it is, never the value.</summary>
    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => Nothing,
    };

    private static string Cut(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[Longest - 2]) ? Longest - 2 : Longest - 1;
        return $"{text[..end]}…";
    }
}
