using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>A unix socket in front of Docker's: it writes down every request, and meddles with those it is told to.</summary>
internal sealed partial class EngineProxy : IAsyncDisposable
{
    private readonly CancellationTokenSource stopped = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task accepting;

    public EngineProxy(string path)
    {
        Path = path;
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen(128);
        accepting = AcceptAsync();
    }

    public string Path { get; }

    public ConcurrentQueue<EngineCall> Calls { get; } = new();

    /// <summary>Asked about every request as it comes, before the engine sees it; null passes it on.</summary>
    public Func<string, Meddling?> Meddle { get; set; } = _ => null;

    /// <summary>Beside whoever meddles already, who is asked first.</summary>
    public void MeddleAlso(Func<string, Meddling?> how)
    {
        var before = Meddle;
        Meddle = line => before(line) ?? how(line);
    }

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
                await engine.ConnectAsync(new UnixDomainSocketEndPoint(Engine.Socket), stopped.Token);
                Meddling? meddling = null;
                var up = PumpAsync(client, engine, async chunk =>
                {
                    if (RequestLine().Match(Encoding.Latin1.GetString(chunk.Span)) is not { Success: true } match)
                    {
                        return chunk;
                    }

                    meddling = Meddle(match.Value);
                    Calls.Enqueue(new EngineCall(DateTimeOffset.UtcNow, match.Value, meddling?.ToString()));
                    if (meddling is Meddling.Refused refused)
                    {
                        await AnswerAsync(client, refused);
                    }

                    // A plain null would be taken for an empty chunk, and the connection left open.
                    return meddling is Meddling.Refused or Meddling.ResetBefore ? default(ReadOnlyMemory<byte>?) : chunk;
                });
                await Task.WhenAny(up, PumpAsync(engine, client, chunk => HandOnAsync(client, chunk, meddling)));
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One side has gone; the other sees it closed.
            }
        }
    }

    /// <summary>What is still to be passed on of a chunk of an answer; null closes the connection.</summary>
    private async ValueTask<ReadOnlyMemory<byte>?> HandOnAsync(Socket client, ReadOnlyMemory<byte> chunk, Meddling? meddling)
    {
        switch (meddling)
        {
            case Meddling.ResetAfter reset:
                reset.Then?.Invoke();
                return null;
            case Meddling.Truncated:
                await SendAsync(client, chunk[..Middle(chunk.Span)]);
                return null;
            case Meddling.Slow slow:
                await SendAsync(client, chunk[..Middle(chunk.Span)]);
                await FaultContext.LastAsync(slow.Pause, stopped.Token);
                return chunk[Middle(chunk.Span)..];
            default:
                return chunk;
        }
    }

    /// <summary>In the middle of the body, or of the head where there is no body.</summary>
    private static int Middle(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        return head < 0 || head + 4 >= answer.Length ? answer.Length / 2 : (head + 4 + answer.Length) / 2;
    }

    private async Task AnswerAsync(Socket client, Meddling.Refused refused)
    {
        var body = $"{{\"message\":\"{refused.Message}\"}}";
        await SendAsync(client, Encoding.ASCII.GetBytes(
            $"HTTP/1.1 {refused.Status} Planted\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}"));
        client.Shutdown(SocketShutdown.Send);

        // A socket closed with something unread would take the answer with it.
        var rest = new byte[4096];
        while (await client.ReceiveAsync(rest, stopped.Token) > 0)
        {
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Func<ReadOnlyMemory<byte>, ValueTask<ReadOnlyMemory<byte>?>> pass)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, stopped.Token) is var length && length > 0)
        {
            if (await pass(buffer.AsMemory(0, length)) is not { } rest)
            {
                return;
            }

            await SendAsync(to, rest);
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private async Task SendAsync(Socket to, ReadOnlyMemory<byte> bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            sent += await to.SendAsync(bytes[sent..], stopped.Token);
        }
    }

    [GeneratedRegex(@"^(GET|POST|DELETE|PUT|HEAD) \S+")]
    private static partial Regex RequestLine();
}
