using System.Buffers.Binary;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace DotIuCutter.Temporal.Tests.Proxies;

/// <summary>A Temporal server that says it is of another version: the version in its answers is replaced by one of equal length.</summary>
internal sealed class OtherVersionProxy : IAsyncDisposable
{
    /// <summary>The type of a DATA frame.</summary>
    private const byte Data = 0;

    /// <summary>Of a gRPC message: whether it is compressed, and its length.</summary>
    private const int Prefix = 5;

    private readonly SocketListener listener;
    private readonly IPEndPoint target;
    private readonly byte[] real;
    private readonly byte[] told;

    public OtherVersionProxy(string target, string real, string told)
    {
        Assert.Equal(real.Length, told.Length);
        (this.target, this.real, this.told) = (IPEndPoint.Parse(target), Encoding.ASCII.GetBytes(real), Encoding.ASCII.GetBytes(told));
        listener = new SocketListener(SocketListener.FreePort, ServeAsync);
    }

    public string Address => listener.Address;

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private async Task ServeAsync(NetworkStream client, CancellationToken stopped)
    {
        await using var server = await Relay.ConnectAsync(target, stopped);
        await Task.WhenAny(Relay.OneWayAsync(client, server, hook: null, stopped), AnswerAsync(server, client, stopped));
    }

    /// <summary>Frame by frame of HTTP/2; a small gRPC answer is one DATA frame, compressed as a rule.</summary>
    private async Task AnswerAsync(Stream from, Stream to, CancellationToken stopped)
    {
        var head = new byte[9];
        while (true)
        {
            await from.ReadExactlyAsync(head, stopped);
            var payload = new byte[(head[0] << 16) | (head[1] << 8) | head[2]];
            await from.ReadExactlyAsync(payload, stopped);
            if (head[3] == Data && Plain(payload) is { } message && message.AsSpan().IndexOf(real) is >= 0 and var at)
            {
                told.CopyTo(message, at);
                payload = [0, 0, 0, (byte)(message.Length >> 8), (byte)message.Length, .. message];
                (head[0], head[1], head[2]) = (0, (byte)(payload.Length >> 8), (byte)payload.Length);
            }

            await to.WriteAsync((byte[])[.. head, .. payload], stopped);
        }
    }

    /// <summary>The message of a frame that holds a whole one; absent otherwise.</summary>
    private static byte[]? Plain(byte[] frame)
    {
        if (frame.Length < Prefix || BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)) != frame.Length - Prefix || frame.Length > ushort.MaxValue / 2)
        {
            return null;
        }

        using var plain = new MemoryStream();
        using Stream message = frame[0] == 0 ? new MemoryStream(frame, Prefix, frame.Length - Prefix) : new GZipStream(new MemoryStream(frame, Prefix, frame.Length - Prefix), CompressionMode.Decompress);
        message.CopyTo(plain);
        return plain.ToArray();
    }
}
