using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows;

/// <summary>
/// Inputs and signals as people send them. A start input that cannot be read fails the run at once, since Temporal would hang it;
/// a signal that cannot be read is taken with its raw text as the reason, since Temporal would drop it.
/// </summary>
internal static class RawInput
{
    public static PlanRequest StartInput(IRawValue? raw)
    {
        const string expected = "Expected {\"plan\":\"NAME\"} or {\"planDocument\":{…}}, optionally with \"planSha256\"";
        var request = Decode<PlanRequest>(raw, "The start input", expected);
        var given = (request.Plan is null ? 0 : 1) + (request.PlanDocument is { ValueKind: not JsonValueKind.Null } ? 1 : 0);
        return given == 1 ? request : throw Invalid($"The start input names {(given == 0 ? "no plan" : "both a plan and a plan document")}. {expected}. Start it again with one of them.");
    }

    public static TeardownRequest TeardownInput(IRawValue? raw) =>
        Decode<TeardownRequest>(raw, "The Teardown input", "Expected the content of a run's manifest.json");

    /// <summary>The reason of an abort: a string, an object with <c>reason</c>, anything else as it came, or none.</summary>
    public static string Reason(IRawValue? raw)
    {
        var text = Text(raw);
        if (text is null)
        {
            return "no reason given";
        }

        return Json(text) switch
        {
            { ValueKind: JsonValueKind.String } value => value.GetString() ?? text,
            { ValueKind: JsonValueKind.Object } value when value.TryGetProperty("reason", out var reason) => reason.ToString(),
            _ => text,
        };
    }

    /// <summary><c>{"object","reason"}</c>; whatever else comes is taken as the object's name.</summary>
    public static AcknowledgeRequest Acknowledgement(IRawValue? raw)
    {
        var text = Text(raw) ?? string.Empty;
        return Json(text) switch
        {
            { ValueKind: JsonValueKind.Object } value when value.TryGetProperty("object", out var residual) => new()
            {
                Residual = residual.ToString(),
                Reason = value.TryGetProperty("reason", out var reason) ? reason.ToString() : "no reason given",
            },
            { ValueKind: JsonValueKind.String } value => new() { Residual = value.GetString() ?? text, Reason = "no reason given" },
            _ => new() { Residual = text, Reason = "no reason given" },
        };
    }

    private static T Decode<T>(IRawValue? raw, string subject, string expected)
        where T : class
    {
        var text = Text(raw) ?? throw Invalid($"{subject} is missing. {expected}.");
        try
        {
            return JsonSerializer.Deserialize<T>(text, StrictOptions) ?? throw Invalid($"{subject} is null. {expected}.");
        }
        catch (JsonException e)
        {
            throw Invalid($"{subject} cannot be read: {e.Message} {expected}. Found: {Cut(text)}");
        }
    }

    private static readonly JsonSerializerOptions StrictOptions =
        new(Workflows.Json.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

    private static JsonElement? Json(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            // Not JSON is one of the forms people send; the callers take the text as it is.
            return null;
        }
    }

    private static string? Text(IRawValue? raw) =>
        raw is null || raw.Payload.Data.IsEmpty ? null : raw.Payload.Data.ToStringUtf8() is var text && text.Trim() is "" or "null" ? null : text;

    private static string Cut(string text) => text.Length <= 200 ? text : text[..200] + "…";

    private static ApplicationFailureException Invalid(string message) => new(message, FailureTypes.InvalidRequest, nonRetryable: true);
}
