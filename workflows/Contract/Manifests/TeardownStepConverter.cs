using System.Text.Json;
using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Workflows.Contract.Manifests;

/// <summary>A teardown step in JSON is its number, 1 to 7.</summary>
internal sealed class TeardownStepConverter : JsonConverter<TeardownStep>
{
    public override TeardownStep Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && Enum.IsDefined((TeardownStep)number)
            ? (TeardownStep)number
            : throw new JsonException("A teardown step is a number from 1 to 7.");

    public override void Write(Utf8JsonWriter writer, TeardownStep value, JsonSerializerOptions options) => writer.WriteNumberValue((int)value);
}
