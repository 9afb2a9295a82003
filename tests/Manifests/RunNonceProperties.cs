using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Worker.Telemetry;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Manifests;

/// <summary>Short texts that everything else leans on.</summary>
public sealed class RunNonceProperties
{
    [Fact]
    public void Every_nonce_made_is_one_and_nothing_else_is() => Gen.Guid.Sample(guid =>
    {
        var nonce = RunNonce.From(guid);
        Assert.True(RunNonce.Is(nonce));
        Assert.Equal(nonce[..12], RunNonce.Prefix(nonce));
        Assert.All(["", nonce[1..], $"{nonce}0", $"{nonce}\n", $"g{nonce[1..]}", $"A{nonce[1..]}", $"٣{nonce[1..]}"], other => Assert.False(RunNonce.Is(other), other));
    });

    [Fact]
    public void An_interval_is_one_that_can_be_written_back_or_none() => Pick.One("0", "1", "5", "60", "99999", "s", "m", "h", "d", " ", "-", "+", "٣", ".").Array[0, 4].Select(string.Concat).Sample(text =>
    {
        if (DurationText.Parse(text) is { } time)
        {
            Assert.InRange(time, TimeSpan.FromSeconds(10), TimeSpan.FromDays(1));
            Assert.Equal(time, DurationText.Parse(DurationText.Format(time)));
        }
    }, iter: 5000);

    /// <summary>A header is anybody's who may start a workflow, and what throws over it would hang the run.</summary>
    [Fact]
    public void A_trace_header_is_one_or_is_passed_over() => Gen.Select(
        Pick.One("json/plain", "binary/plain", "binary/null", "binary/protobuf", "json/protobuf", "binary/encrypted", "", "x"),
        Gen.OneOf(JsonGen.Bytes, JsonGen.Bent("""{"traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""").Select(System.Text.Encoding.UTF8.GetBytes))).Sample((encoding, data) =>
        {
            var payload = new Payload { Metadata = { ["encoding"] = ByteString.CopyFromUtf8(encoding), ["messageType"] = ByteString.CopyFromUtf8("temporal.api.common.v1.Payload") }, Data = ByteString.CopyFrom(data) };
            var context = TraceHeader.Read(new Dictionary<string, Payload> { ["_tracer-data"] = payload });
            Assert.True(context is null || context.Value.TraceId != default);
        }, iter: 4000);
}
