using System.Text.Json;
using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Runtime;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>
/// Whoever may signal may send anything. What throws in a workflow other than a failure of its own hangs it for good, so nothing else may come out.
/// </summary>
public sealed class RawInputProperties
{
    [Fact]
    public void Any_abort_has_a_reason_that_can_be_written_down() => JsonGen.Bytes.Sample(bytes => Writable(RawInput.Reason(Raw(bytes))), iter: 3000);

    [Fact]
    public void A_reason_that_is_no_JSON_is_taken_as_it_came() => Gen.String[Gen.Char["abc {[\"é"], 1, 20].Where(t => t.Trim().Length > 0 && !IsJson(t)).Sample(
        text => Assert.Equal(text, RawInput.Reason(Raw(System.Text.Encoding.UTF8.GetBytes(text)))));

    [Fact]
    public void Any_acknowledgement_names_something_and_has_a_reason() => JsonGen.Bytes.Sample(bytes =>
    {
        var acknowledged = RawInput.Acknowledgement(Raw(bytes));
        Writable(acknowledged.Reason);
        Assert.Equal(acknowledged.Residual, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(acknowledged.Residual, Json.Options)));
    }, iter: 3000);

    [Fact]
    public void Any_start_input_is_a_request_or_an_invalid_one() => Gen.OneOf(
        JsonGen.Bytes,
        JsonGen.Bent($$"""{"planDocument":{{Plans.Json(Plans.Valid())}},"planSha256":"{{new string('a', 64)}}"}""").Select(System.Text.Encoding.UTF8.GetBytes),
        JsonGen.Bent("""{"plan":"shop","planSha256":null}""").Select(System.Text.Encoding.UTF8.GetBytes)).Sample(bytes =>
        Answered(() => RawInput.StartInput(Raw(bytes))), iter: 3000);

    [Fact]
    public void Any_teardown_input_is_the_key_of_a_run_or_an_invalid_one() =>
        Gen.OneOf(JsonGen.Bytes, JsonGen.Bent("""{"run":"demo-0123456789ab"}""").Select(System.Text.Encoding.UTF8.GetBytes)).Sample(bytes => Answered(() =>
        {
            var key = RawInput.TeardownInput(Raw(bytes)).Run;
            Assert.Matches("^[a-z0-9][a-z0-9-]*-[0-9a-f]{12}$", key);
            return key;
        }), iter: 6000);

    /// <summary>What cannot be decoded is dropped by the SDK; what can is used as it is.</summary>
    [Fact]
    public void A_ledger_or_status_that_was_decoded_holds_no_null_where_none_is_said_to_be()
    {
        using var scratch = new Scratch();
        var manifest = Sample.Manifest(scratch);
        var status = new RunStatus { WorkflowId = "w", Phase = RunPhase.TeardownStuck, Ledger = Ledger.Begin(manifest), Residuals = Ledger.Begin(manifest).Residuals() };
        JsonGen.Bent(JsonSerializer.Serialize(status, Json.Options)).Sample(text =>
        {
            if (Decoded<RunStatus>(text) is { } decoded)
            {
                Assert.All(decoded.Residuals, r => Assert.NotEmpty(CurrentDetails.Render(decoded)));
                Assert.InRange(decoded.Ledger?.Open ?? 0, 0, manifest.Objects.Count);
            }
        }, iter: 3000);
        Assert.Null(Decoded<Ledger>("""{"entries":[null]}"""));
        Assert.NotNull(Decoded<Ledger>("""{"entries":[]}"""));
    }

    private static T? Decoded<T>(string text)
        where T : class
    {
        try
        {
            return DryRunConverter.Instance.PayloadConverter.ToValue<T>(Raw(System.Text.Encoding.UTF8.GetBytes(text)).Payload);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Answered<T>(Func<T> read)
    {
        try
        {
            read();
        }
        catch (ApplicationFailureException refused)
        {
            Assert.Equal((FailureTypes.InvalidRequest, true), (refused.ErrorType, refused.NonRetryable));
            Assert.Contains("xpected", refused.Message, StringComparison.Ordinal);
        }
    }

    /// <summary>Half a surrogate pair would come back as another text, or not at all.</summary>
    private static void Writable(string text)
    {
        Assert.NotEmpty(text);
        Assert.Equal(text, JsonSerializer.Deserialize<string>(JsonSerializer.Serialize(text, Json.Options)));
    }

    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static RawValue Raw(byte[] bytes) =>
        new(new Payload { Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") }, Data = ByteString.CopyFrom(bytes) });
}
