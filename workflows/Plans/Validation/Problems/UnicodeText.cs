using System.Text.Json;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

/// <summary>JSON may spell half a surrogate pair (<c>"\ud800"</c>), which System.Text.Json parses and then refuses to hand out.</summary>
internal static class UnicodeText
{
    public static bool TryRead(JsonElement value, out string text) => Try(() => value.GetString() ?? "", out text);

    public static bool TryReadName(JsonProperty member, out string name) => Try(() => member.Name, out name);

    private static bool Try(Func<string> read, out string text)
    {
        try
        {
            text = read();
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }
}
