using System.Text.Json;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>A request body in which only the named members may say anything; all others must be empty.</summary>
internal sealed class GuardedBody
{
    private readonly DockerCall call;
    private readonly JsonElement body;

    internal GuardedBody(DockerCall call, JsonElement body, params string[] allowed)
    {
        this.call = call;
        this.body = body;
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new GuardRefusedException(call.ToString(), "it has no body to judge");
        }

        foreach (var member in body.EnumerateObject())
        {
            if (!allowed.Contains(member.Name, StringComparer.Ordinal) && !IsEmpty(member.Value))
            {
                throw new GuardRefusedException(call.ToString(), $"'{member.Name}' is never set by this product");
            }
        }
    }

    internal JsonElement this[string name] => body.TryGetProperty(name, out var member) ? member : default;

    internal bool Has(string name) => !IsEmpty(this[name]);

    internal string Text(string name) => this[name] is { ValueKind: JsonValueKind.String } text ? text.GetString() ?? "" : "";

    internal long Number(string name) => this[name] is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;

    internal bool Flag(string name) => this[name].ValueKind == JsonValueKind.True;

    internal IReadOnlyList<string> Texts(string name) => this[name] is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(e => e.ValueKind == JsonValueKind.String ? e.GetString() ?? "" : "")]
        : [];

    internal IReadOnlyDictionary<string, string> Map(string name) => this[name] is { ValueKind: JsonValueKind.Object } map
        ? map.EnumerateObject().ToDictionary(m => m.Name, m => m.Value.ToString(), StringComparer.Ordinal)
        : new Dictionary<string, string>();

    internal void Require(bool holds, string reason)
    {
        if (!holds)
        {
            throw new GuardRefusedException(call.ToString(), reason);
        }
    }

    private static bool IsEmpty(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => value.GetString() is "" or null,
        JsonValueKind.Number => value.GetRawText() == "0",
        JsonValueKind.Array => value.EnumerateArray().All(IsEmpty),
        JsonValueKind.Object => value.EnumerateObject().All(m => IsEmpty(m.Value)),
        _ => false,
    };
}
