using System.Text.Json;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract;

namespace DotIuCutter.Temporal.Activities.Evidence.Journal;

/// <summary>
/// Takes secrets out of a record, text by text, before it is written: once escaped for JSON, Markdown or XML a secret would no longer be recognised,
/// and once cut out of these its mark could break them.
/// </summary>
internal static class RecordRedaction
{
    public static T Apply<T>(T record, Redaction redaction)
        where T : class
    {
        var clean = Clean(JsonSerializer.SerializeToNode(record, Json.Options), redaction);
        return clean.Deserialize<T>(Json.Options) ?? throw new InvalidDataException($"A {typeof(T).Name} became nothing once its secrets were taken out.");
    }

    private static JsonNode? Clean(JsonNode? node, Redaction redaction) => node switch
    {
        JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(redaction.Apply(m.Key), Clean(m.Value, redaction)))),
        JsonArray items => new JsonArray([.. items.Select(item => Clean(item, redaction))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(redaction.Apply(value.GetValue<string>())),
        _ => node?.DeepClone(),
    };
}
