using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

/// <summary>
/// Takes secrets out of a report before it is rendered: once escaped for Markdown or XML, a secret would not be recognised any more.
/// </summary>
internal static class ReportRedaction
{
    [SuppressMessage("Performance", "CA1869", Justification = "Its converter remembers what it found in this one report")]
    public static Report Apply(Report report, Redaction redaction)
    {
        var options = new JsonSerializerOptions(Json.Options) { Converters = { new Texts(redaction) } };
        return JsonSerializer.Deserialize<Report>(JsonSerializer.Serialize(report, options), Json.Options) ?? throw new InvalidDataException("A report became null.");
    }

    /// <summary>Every string; the words of an enum are none.</summary>
    private sealed class Texts(Redaction redaction) : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(redaction.Apply(value));
    }
}
