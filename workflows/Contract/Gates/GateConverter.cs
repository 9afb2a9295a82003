using System.Text.Json;
using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Workflows.Contract.Gates;

/// <summary>A gate in JSON is its id, such as <c>"G-05"</c>.</summary>
internal sealed class GateConverter : JsonConverter<Gate>
{
    public override Gate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } id && Gate.Find(id) is { } gate
            ? gate
            : throw new JsonException($"A gate is one of {string.Join(", ", Gate.All)}.");

    public override void Write(Utf8JsonWriter writer, Gate value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
}
