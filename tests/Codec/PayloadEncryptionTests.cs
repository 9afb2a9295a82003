using CsCheck;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Workflows.Runtime;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Codec;

public sealed class PayloadEncryptionTests
{
    private static readonly Gen<Payload> Any = Gen.Select(Gen.Dictionary(Gen.String[1, 9], Gen.Byte.Array[0, 9])[0, 3], Gen.Byte.Array[0, 200], (metadata, data) =>
    {
        var payload = new Payload { Data = ByteString.CopyFrom(data) };
        foreach (var (name, value) in metadata.Where(m => !m.Key.Any(char.IsSurrogate)))
        {
            payload.Metadata[name] = ByteString.CopyFrom(value);
        }

        return payload;
    });

    [Fact]
    public void Every_payload_comes_back_as_it_was_and_none_is_written_twice_alike()
    {
        using var file = new KeyFile("k1");
        var codec = new PayloadEncryption(file.Keys);
        Any.Sample(payload =>
        {
            var (one, other) = (Coded(codec, payload), Coded(codec, payload));
            Assert.NotEqual(one, other);
            Assert.Equal(payload, Decoded(codec, one));
            Assert.Equal(["encoding", "encryption-key-id"], one.Metadata.Keys.Order());
            Assert.Equal(payload.CalculateSize() + 28, one.Data.Length);
        });
    }

    [Fact]
    public void Any_byte_that_was_changed_is_noticed()
    {
        using var file = new KeyFile("k1");
        var codec = new PayloadEncryption(file.Keys);
        var good = Coded(codec, Plain("the plan"));
        Gen.Select(Gen.Int[0, good.Data.Length - 1], Gen.Byte[1, 255]).Sample((at, with) =>
        {
            var bytes = good.Data.ToByteArray();
            bytes[at] ^= with;
            Assert.Contains("is not what was written", Refused(codec, new Payload(good) { Data = ByteString.CopyFrom(bytes) }), StringComparison.Ordinal);
        });
        Gen.Int[0, good.Data.Length - 1].Sample(length =>
            Assert.Contains("is not what was written", Refused(codec, new Payload(good) { Data = ByteString.CopyFrom(good.Data.ToByteArray()[..length]) }), StringComparison.Ordinal));
    }

    [Fact]
    public void A_payload_of_a_key_that_is_not_here_is_told_with_both_ids_and_where_to_put_it()
    {
        using var theirs = new KeyFile("k1");
        using var ours = new KeyFile("k2");
        Assert.Equal(
            "A payload is encoded with key 'k1', expected one of 'k2'. Add that key as a further line of the file of DRYRUN_CODEC_KEY.",
            Refused(new PayloadEncryption(ours.Keys), Coded(new PayloadEncryption(theirs.Keys), Plain("x"))));
        Assert.Equal(
            "A payload is encoded with key 'k1', and there is no key here, expected it. Name its file with --codec-key or DRYRUN_CODEC_KEY.",
            Refused(new PayloadEncryption(CodecKeys.None), Coded(new PayloadEncryption(theirs.Keys), Plain("x"))));
    }

    [Fact]
    public void Another_key_of_the_same_id_is_not_taken_for_it()
    {
        using var theirs = new KeyFile("k1");
        using var ours = new KeyFile("k1");
        Assert.Contains("another key goes by this id", Refused(new PayloadEncryption(ours.Keys), Coded(new PayloadEncryption(theirs.Keys), Plain("x"))), StringComparison.Ordinal);
    }

    /// <summary>Its key's id is told from the metadata, which Temporal's store holds in plain: to call it by another is a change too.</summary>
    [Fact]
    public void A_payload_cannot_be_passed_off_as_one_of_another_key()
    {
        using var file = new KeyFile("k1");
        file.Write(file.Lines[0], $"k2 {file.Lines[0].Split(' ')[1]}");
        var coded = Coded(new PayloadEncryption(file.Keys), Plain("x"));
        coded.Metadata["encryption-key-id"] = ByteString.CopyFromUtf8("k2");
        Assert.Contains("is not what was written", Refused(new PayloadEncryption(file.Keys), coded), StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_rotation_the_new_key_encodes_and_the_old_one_still_decodes()
    {
        using var file = new KeyFile("old");
        var before = Coded(new PayloadEncryption(file.Keys), Plain("x"));
        using var next = new KeyFile("new");
        file.Write(next.Lines[0], file.Lines[0]);
        var rotated = new PayloadEncryption(file.Keys);
        Assert.Equal(Plain("x"), Decoded(rotated, before));
        Assert.Equal("new", Coded(rotated, Plain("x")).Metadata["encryption-key-id"].ToStringUtf8());
    }

    /// <summary>Runs that tctl started by hand, and all of them where there is no key.</summary>
    [Fact]
    public void What_is_not_encoded_passes_and_without_a_key_everything_does()
    {
        using var file = new KeyFile("k1");
        Assert.Equal(Plain("x"), Decoded(new PayloadEncryption(file.Keys), Plain("x")));
        Assert.Equal(Plain("x"), Coded(new PayloadEncryption(CodecKeys.None), Plain("x")));
    }

    /// <summary>A failure that a workflow catches and throws on carries its causes with it, decoded by then.</summary>
    [Fact]
    public async Task No_message_and_no_stack_of_a_failure_or_of_its_causes_stays_plain_however_often_it_is_thrown_on()
    {
        using var file = new KeyFile("k1");
        var converter = DryRunConverter.Encoded(new PayloadEncryption(file.Keys));
        Exception thrown = new InvalidOperationException("outer-canary", new IOException("inner-canary"));
        for (var times = 0; times < 3; times++)
        {
            var failure = await converter.ToFailureAsync(thrown);
            var stored = JsonFormatter.Default.Format(failure);
            Assert.DoesNotContain("canary", stored, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", stored, StringComparison.Ordinal);
            thrown = await converter.ToExceptionAsync(failure);
            Assert.Equal(("outer-canary", "inner-canary"), (thrown.Message, thrown.InnerException?.Message));
            Assert.IsType<ApplicationFailureException>(thrown);
        }
    }

    private static Payload Plain(string text) => DryRunConverter.Instance.PayloadConverter.ToPayload(text);

    private static Payload Coded(PayloadEncryption codec, Payload payload) => Assert.Single(codec.EncodeAsync([payload]).Result);

    private static Payload Decoded(PayloadEncryption codec, Payload payload) => Assert.Single(codec.DecodeAsync([payload]).Result);

    private static string Refused(PayloadEncryption codec, Payload payload) => Assert.Throws<UnreadablePayloadException>(() => Decoded(codec, payload)).Message;
}
