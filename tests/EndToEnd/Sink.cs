using System.Text;
using DotIuCutter.Temporal.Activities.Codec;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Temporalio.Api.Common.V1;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>A place where something of a run stays, as the bytes that are there.</summary>
/// <param name="Name">For people.</param>
/// <param name="Bytes">All of it.</param>
/// <param name="Planted">What must be found in it as it is, or it is not the place it is taken for.</param>
internal sealed record Sink(string Name, byte[] Bytes, IReadOnlyList<string> Planted)
{
    public static Sink Of(string name, string text, params string[] planted) => new(name, Encoding.UTF8.GetBytes(text), planted);

    public bool Holds(ReadOnlySpan<byte> what) => Bytes.AsSpan().IndexOf(what) >= 0;

    /// <summary>The same with this in its middle.</summary>
    public Sink With(byte[] what) => this with { Bytes = [.. Bytes.AsSpan(0, Bytes.Length / 2), .. what, .. Bytes.AsSpan(Bytes.Length / 2)] };

    /// <summary>Every payload of a message however deep, decoded: cipher text would hide a leak from everybody but those who have the key.</summary>
    public static byte[] Decoded(IMessage message, PayloadEncryption codec) => message is Payload payload
        ? codec.DecodeAsync([payload]).Result.Single().ToByteArray()
        : [.. message.Descriptor.Fields.InDeclarationOrder().SelectMany(field => Messages(field.Accessor.GetValue(message))).SelectMany(m => Decoded(m, codec))];

    private static IEnumerable<IMessage> Messages(object? value) => value switch
    {
        IMessage message => [message],
        MapField<string, Payload> map => map.Values,
        System.Collections.IDictionary map => map.Values.OfType<IMessage>(),
        System.Collections.IEnumerable list and not string and not ByteString => list.OfType<IMessage>(),
        _ => [],
    };
}
