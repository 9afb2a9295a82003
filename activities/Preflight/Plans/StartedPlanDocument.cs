using System.Text.Json;
using Temporalio.Activities;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Activities.Preflight.Plans;

/// <summary>
/// The plan document that the run of this activity was started with, as it was written. It is read from the run's first event, so that its history does not
/// hold it a second time as an input.
/// </summary>
internal static class StartedPlanDocument
{
    /// <summary>Null when the run was started without one.</summary>
    public static async Task<string?> ReadAsync(CancellationToken cancel)
    {
        var (client, info) = (ActivityExecutionContext.Current.TemporalClient, ActivityExecutionContext.Current.Info);
        var handle = client.GetWorkflowHandle(info.WorkflowId ?? string.Empty, info.WorkflowRunId);
        await foreach (var first in handle.FetchHistoryEventsAsync(new() { Rpc = new RpcOptions { CancellationToken = cancel } }).WithCancellation(cancel))
        {
            var payloads = first.WorkflowExecutionStartedEventAttributes?.Input?.Payloads_.ToArray() ?? [];
            var decoded = payloads.Length > 0 && client.Options.DataConverter.PayloadCodec is { } codec ? [.. await codec.DecodeAsync(payloads)] : payloads;
            return decoded is [var input, ..] ? Find(input.Data.ToStringUtf8()) : null;
        }

        return null;
    }

    /// <summary>The member's own text: JSON may spell what no text can hold, such as half a surrogate pair, and G-01 says so.</summary>
    private static string? Find(string startInput)
    {
        using var document = JsonDocument.Parse(startInput);
        return document.RootElement.TryGetProperty("planDocument", out var plan) && plan.ValueKind != JsonValueKind.Null ? plan.GetRawText() : null;
    }
}
