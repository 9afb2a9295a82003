using System.Text.Json.Serialization;

namespace DotIuCutter.Temporal.Workflows.Contract.Runs;

/// <summary>Payload of the signal <c>acknowledge</c>.</summary>
public sealed record AcknowledgeRequest
{
    /// <summary>A residual's exact name or 64-hex id.</summary>
    [JsonPropertyName("object")]
    public required string Residual { get; init; }

    public required string Reason { get; init; }
}
