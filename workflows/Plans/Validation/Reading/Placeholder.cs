using System.Text.Json.Nodes;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

/// <summary>
/// Takes the place of a broken part, so that the rules can be asked about the other parts. It is there where the broken part was there;
/// beyond that no rule's answer about it is used.
/// </summary>
internal static class Placeholder
{
    public static JsonNode For(Shape shape) => shape switch
    {
        Shape.Text => JsonValue.Create("stand-in"),
        Shape.Boolean => JsonValue.Create(false),
        Shape.WholeNumber => JsonValue.Create(1),
        Shape.Choice choice => JsonValue.Create(choice.Values[0]),
        Shape.ListOf => new JsonArray(),
        Shape.MapOf => new JsonObject(),
        Shape.Record record => new JsonObject(record.Members.Where(m => !m.Optional).Select(m => KeyValuePair.Create(m.Name, (JsonNode?)For(m.Shape)))),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "not a shape"),
    };
}
