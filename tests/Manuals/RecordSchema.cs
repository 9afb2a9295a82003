using System.Text.Json;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

namespace DotIuCutter.Temporal.Tests.Manuals;

/// <summary>The JSON Schema of a document, for editors: made from its records, their doc comments and the rules' forms and limits.</summary>
internal sealed class RecordSchema(DocComments comments, Manual manual)
{
    private readonly SortedDictionary<string, JsonNode?> definitions = new(StringComparer.Ordinal);

    public string Write()
    {
        var root = Object(Shape.From(manual.Root));
        JsonObject schema = new([KeyValuePair.Create("$schema", (JsonNode?)"http://json-schema.org/draft-07/schema#"), KeyValuePair.Create("title", (JsonNode?)manual.Title), .. root.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))]);
        schema["definitions"] = new JsonObject(definitions);
        return schema.ToJsonString(Json.Indented) + "\n";
    }

    private JsonObject Object(Shape.Record record)
    {
        var schema = new JsonObject { ["description"] = comments.Of(record.Type), ["type"] = "object", ["additionalProperties"] = false };
        if (record.Members.Any(m => !m.Optional))
        {
            schema["required"] = new JsonArray([.. record.Members.Where(m => !m.Optional).Select(m => JsonValue.Create(m.Name))]);
        }

        schema["properties"] = new JsonObject(record.Members.Select(m => KeyValuePair.Create(m.Name, (JsonNode?)Described(record, m))));
        return schema;
    }

    private JsonObject Described(Shape.Record record, Member member)
    {
        var schema = Value(member.Shape);
        foreach (var (name, value) in Constraints.Of(record.Type, member.Name) ?? [])
        {
            schema[name] = value?.DeepClone();
        }

        // Draft 7 does not look at what stands beside a $ref.
        if (schema.ContainsKey("$ref"))
        {
            schema = new JsonObject { ["allOf"] = new JsonArray(schema) };
        }

        schema["description"] = comments.Of(member.Property);
        if (DefaultOf(record, member) is { } otherwise)
        {
            schema["default"] = otherwise;
        }

        return schema;
    }

    /// <summary>What leaving the member out comes to; absent where it must be there, or where absence itself is the meaning.</summary>
    public static JsonNode? DefaultOf(Shape.Record record, Member member) => member.Optional
        ? JsonSerializer.SerializeToNode(member.Property.GetValue(Activator.CreateInstance(record.Type)), member.Property.PropertyType, Json.Options)
        : null;

    private JsonObject Value(Shape shape) => shape switch
    {
        Shape.Text => new JsonObject { ["type"] = "string" },
        Shape.Boolean => new JsonObject { ["type"] = "boolean" },
        Shape.WholeNumber => new JsonObject { ["type"] = "integer" },
        Shape.Choice choice => new JsonObject { ["type"] = "string", ["enum"] = new JsonArray([.. choice.Values.Select(w => JsonValue.Create(w))]) },
        Shape.ListOf list => new JsonObject { ["type"] = "array", ["items"] = Value(list.Item) },
        Shape.MapOf map => new JsonObject { ["type"] = "object", ["additionalProperties"] = Value(map.Value) },
        Shape.Record record => Reference(record),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "not a shape"),
    };

    private JsonObject Reference(Shape.Record record)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(record.Type.Name);
        if (!definitions.ContainsKey(name))
        {
            definitions[name] = Object(record);
        }

        return new JsonObject { ["$ref"] = $"#/definitions/{name}" };
    }
}
