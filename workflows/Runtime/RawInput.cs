using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Runtime;

/// <summary>
/// Inputs and signals as people send them. A start input that cannot be read fails the run at once, since Temporal would hang it;
/// a signal that cannot be read is taken with its raw text as the reason, since Temporal would drop it.
/// </summary>
internal static class RawInput
{
    private const string NoReason = "no reason given";

    public static StartInput StartInput(IRawValue? raw)
    {
        const string expected = "Expected {\"plan\":\"NAME\"} or {\"planDocument\":{…}}, optionally with \"planSha256\" and \"hold\"";
        var request = Decode<StartInput>(raw, "The start input", expected);
        var given = (request.Plan is null ? 0 : 1) + (request.PlanDocument is { ValueKind: not JsonValueKind.Null } ? 1 : 0);
        return given == 1 ? request : throw Invalid($"The start input names {(given == 0 ? "no plan" : "both a plan and a plan document")}. {expected}. Start it again with one of them.");
    }

    public static TeardownInput TeardownInput(IRawValue? raw)
    {
        const string expected = "Expected {\"run\":\"KEY\"}, the name of a run's evidence folder on this host";
        var input = Decode<TeardownInput>(raw, "The Teardown input", expected);
        return RunKey.IsValid(input.Run)
            ? input
            : throw Invalid($"The Teardown input names run '{Cut(input.Run)}', which is no key of a run. {expected}. Copy the folder's name.");
    }

    /// <summary>The reason of an abort: a string, an object with <c>reason</c>, anything else as it came, or none.</summary>
    public static string Reason(IRawValue? raw)
    {
        var text = Text(raw);
        return text is null ? NoReason : Json(text) switch
        {
            { ValueKind: JsonValueKind.String } value => ReasonIn(value),
            { ValueKind: JsonValueKind.Object } value when value.TryGetProperty("reason", out var reason) => ReasonIn(reason),
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
                Residual = TextOf(residual),
                Reason = value.TryGetProperty("reason", out var reason) ? ReasonIn(reason) : NoReason,
            },
            { ValueKind: JsonValueKind.String } value => new() { Residual = TextOf(value), Reason = NoReason },
            _ => new() { Residual = text, Reason = NoReason },
        };
    }

    private static string ReasonIn(JsonElement value) =>
        value.ValueKind != JsonValueKind.Null && TextOf(value) is var words && words.Trim().Length > 0 ? words : NoReason;

    /// <summary>A text as it was meant, anything else as it was written. Half a surrogate pair is no text: to hand it out would throw, and hang the workflow.</summary>
    private static string TextOf(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && UnicodeText.TryRead(value, out var text) ? text : value.GetRawText();

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
        new(Contract.Json.Options) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow };

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
