using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>
/// A unix socket in front of Docker's: it writes down every request line, and can hold back the engine's answer to one of them, so that
/// a worker can be killed when an effect is done and not yet known.
/// </summary>
internal sealed partial class WitnessProxy : IAsyncDisposable
{
    private const string Engine = "/var/run/docker.sock";
    private readonly CancellationTokenSource stopped = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task accepting;

    public WitnessProxy(string path)
    {
        Path = path;
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public string Path { get; }

    /// <summary>Every request line seen, such as <c>DELETE /containers/0f…?force=1</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public IEnumerable<string> Deletes => Requests.Where(r => r.StartsWith("DELETE ", StringComparison.Ordinal));

    /// <summary>While true every connection is closed at once, as if the engine were down.</summary>
    public bool Down { get; set; }

    /// <summary>Called when the engine has answered a request, before the answer is handed on; true drops it.</summary>
    public Func<string, bool> DropAnswerTo { get; set; } = _ => false;

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        listener.Dispose();
        await accepting;
        stopped.Dispose();
        File.Delete(Path);
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
            // The proxy has been closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var engine = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        using (client)
        {
            try
            {
                if (Down)
                {
                    return;
                }

                await engine.ConnectAsync(new UnixDomainSocketEndPoint(Engine), stopped.Token);
                string? current = null;
                var up = PumpAsync(client, engine, bytes =>
                {
                    if (RequestLine().Match(Encoding.Latin1.GetString(bytes)) is { Success: true } match)
                    {
                        current = match.Value;
                        Requests.Enqueue(match.Value);
                    }

                    return false;
                });
                var down = PumpAsync(engine, client, _ => Down || (current is { } request && DropAnswerTo(request)));
                await Task.WhenAny(up, down);
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side has gone; the other sees it closed.
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Func<ReadOnlySpan<byte>, bool> drop)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, stopped.Token) is var length && length > 0)
        {
            if (drop(buffer.AsSpan(0, length)))
            {
                return;
            }

            for (var sent = 0; sent < length;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), stopped.Token);
            }
        }

        to.Shutdown(SocketShutdown.Send);
    }

    [GeneratedRegex(@"^(GET|POST|DELETE|PUT|HEAD) \S+")]
    private static partial Regex RequestLine();
}
