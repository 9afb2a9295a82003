using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Host;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace DotIuCutter.Temporal.Activities.Codec;

/// <summary>
/// Payloads as AES-256-GCM cipher text: 12 bytes random nonce, the whole payload encrypted, 16 bytes tag. The key's id stands in the metadata
/// and is authenticated with it. What is not encoded passes as it is, since runs started by hand, and those of before there was a key, are not.
/// </summary>
public sealed class PayloadEncryption(CodecKeys keys) : IPayloadCodec
{
    public const string Encoding = "binary/encrypted";
    public const string KeyId = "encryption-key-id";
    private const int NonceSize = 12;
    private const int TagSize = 16;

    public Task<IReadOnlyCollection<Payload>> EncodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>(keys.Any ? [.. payloads.Select(Encode)] : payloads);

    /// <exception cref="UnreadablePayloadException">One was changed, or is encoded with a key that is not here.</exception>
    public Task<IReadOnlyCollection<Payload>> DecodeAsync(IReadOnlyCollection<Payload> payloads) =>
        Task.FromResult<IReadOnlyCollection<Payload>>([.. payloads.Select(Decode)]);

    private Payload Encode(Payload payload)
    {
        var (id, key) = keys.First;
        var plain = payload.ToByteArray();
        var data = new byte[NonceSize + plain.Length + TagSize];
        RandomNumberGenerator.Fill(data.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(data.AsSpan(0, NonceSize), plain, data.AsSpan(NonceSize, plain.Length), data.AsSpan(NonceSize + plain.Length), Associated(id));
        return new Payload
        {
            Metadata = { ["encoding"] = ByteString.CopyFromUtf8(Encoding), [KeyId] = ByteString.CopyFromUtf8(id) },
            Data = ByteString.CopyFrom(data),
        };
    }

    private Payload Decode(Payload payload)
    {
        if (!payload.Metadata.TryGetValue("encoding", out var encoding) || encoding.ToStringUtf8() != Encoding)
        {
            return payload;
        }

        var id = payload.Metadata.TryGetValue(KeyId, out var named) ? named.ToStringUtf8() : "";
        var key = keys.Find(id) ?? throw new UnreadablePayloadException(keys.Any
            ? $"A payload is encoded with key '{Shown(id)}', expected one of {string.Join(", ", keys.Ids.Select(k => $"'{k}'"))}. Add that key as a further line of the file of {HostVariables.CodecKey}."
            : $"A payload is encoded with key '{Shown(id)}', and there is no key here, expected it. Name its file with --codec-key or {HostVariables.CodecKey}.");
        var data = payload.Data.Span;
        if (data.Length < NonceSize + TagSize)
        {
            throw Changed(id);
        }

        var plain = new byte[data.Length - NonceSize - TagSize];
        try
        {
            using var aes = new AesGcm(key, TagSize);
            aes.Decrypt(data[..NonceSize], data[NonceSize..^TagSize], data[^TagSize..], plain, Associated(id));
            return Payload.Parser.ParseFrom(plain);
        }
        catch (Exception e) when (e is AuthenticationTagMismatchException or InvalidProtocolBufferException)
        {
            throw Changed(id);
        }
    }

    private static UnreadablePayloadException Changed(string id) => new(
        $"A payload encoded with key '{Shown(id)}' is not what was written, expected it unchanged. Either it was changed in Temporal's store, or another key goes by this id here: compare the key files.");

    /// <summary>Binds the cipher text to what it is said to be.</summary>
    private static byte[] Associated(string id) => System.Text.Encoding.UTF8.GetBytes($"{Encoding}\n{id}");

    // It comes from whoever wrote the payload.
    private static string Shown(string id) => new([.. id.Take(80).Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '?')]);
}
