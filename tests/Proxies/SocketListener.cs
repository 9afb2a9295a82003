using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace DotIuCutter.Temporal.Tests.Proxies;

/// <summary>Accepts connections, each served beside the others, until it is disposed of.</summary>
internal sealed class SocketListener : IAsyncDisposable
{
    private readonly CancellationTokenSource stopped = new();
    private readonly Func<NetworkStream, CancellationToken, Task> serve;
    private readonly Socket listener;
    private readonly Task accepting;

    /// <param name="at">A unix socket's path, or an address; port 0 takes a free one.</param>
    /// <param name="serve">Serves one connection, which is closed after it. A side that goes away ends it.</param>
    public SocketListener(EndPoint at, Func<NetworkStream, CancellationToken, Task> serve)
    {
        this.serve = serve;
        listener = new Socket(at.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(at);
        listener.Listen(128);
        accepting = AcceptAsync();
    }

    /// <summary>Of a listener at a port of this machine.</summary>
    public string Address => listener.LocalEndPoint?.ToString() ?? "";

    public static IPEndPoint FreePort => new(IPAddress.Loopback, 0);

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        listener.Dispose();
        await accepting;
        stopped.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptAsync(stopped.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It has been closed.
        }
    }

    private async Task ServeAsync(Socket accepted)
    {
        try
        {
            await using var client = new NetworkStream(accepted, ownsSocket: true);
            await serve(client, stopped.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or ObjectDisposedException or AuthenticationException)
        {
            // One side has gone, or was refused; the other sees it closed.
        }
    }
}
