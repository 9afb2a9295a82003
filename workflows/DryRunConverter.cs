using Temporalio.Converters;

namespace DotIuCutter.Temporal.Workflows;

/// <summary>Temporal's data converter with this product's JSON. Every client, worker and replayer uses it.</summary>
public static class DryRunConverter
{
    public static DataConverter Instance { get; } = DataConverter.Default with
    {
        PayloadConverter = new CamelCasePayloadConverter(),
        FailureConverter = new BriefFailureConverter(),
    };

    private sealed class CamelCasePayloadConverter() : DefaultPayloadConverter(Json.Options);
}
