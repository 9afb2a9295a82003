using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Converters;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>Temporal's data converter with this product's JSON. Every client, worker and replayer uses it.</summary>
public static class DryRunConverter
{
    public static DataConverter Instance { get; } = DataConverter.Default with
    {
        PayloadConverter = new CamelCasePayloadConverter(),
        FailureConverter = new BriefFailureConverter(),
    };

    /// <summary>The same with every payload, and every failure's message and stack trace, passed through a codec.</summary>
    public static DataConverter Encoded(IPayloadCodec codec) => Instance with
    {
        FailureConverter = new BriefFailureConverter(encoded: true),
        PayloadCodec = codec,
    };

    private sealed class CamelCasePayloadConverter() : DefaultPayloadConverter(Json.Options);
}
