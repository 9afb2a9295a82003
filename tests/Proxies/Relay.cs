using System.Net;
using System.Net.Sockets;

namespace DotIuCutter.Temporal.Tests.Proxies;

/// <summary>Passes on what comes from one side to the other. The proxies of the tests are uses of it.</summary>
internal static class Relay
{
    /// <summary>What is to be passed on of some bytes; null closes the connection.</summary>
    public delegate ValueTask<ReadOnlyMemory<byte>?> Hook(ReadOnlyMemory<byte> bytes);

    public static async Task<NetworkStream> ConnectAsync(EndPoint to, CancellationToken cancel)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(to, cancel);
        }
        catch
        {
            socket.Dispose();
            throw;
        }

        return new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Both ways, until one of them ends.</summary>
    public static Task BothWaysAsync(Stream client, Stream server, Hook? request, Hook? answer, CancellationToken cancel) =>
        Task.WhenAny(OneWayAsync(client, server, request, cancel), OneWayAsync(server, client, answer, cancel));

    public static async Task OneWayAsync(Stream from, Stream to, Hook? hook, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReadAsync(buffer, cancel) is var length && length > 0)
        {
            ReadOnlyMemory<byte> bytes = buffer.AsMemory(0, length);
            if (hook is not null)
            {
                if (await hook(bytes) is not { } rest)
                {
                    return;
                }

                bytes = rest;
            }

            await to.WriteAsync(bytes, cancel);
        }
    }
}
