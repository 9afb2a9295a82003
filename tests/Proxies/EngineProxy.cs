using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace DotIuCutter.Temporal.Tests.Proxies;

/// <summary>A unix socket in front of Docker's: it writes down every request, and meddles with those it is told to.</summary>
internal sealed partial class EngineProxy : IAsyncDisposable
{
    private static readonly UnixDomainSocketEndPoint Engine = new("/var/run/docker.sock");
    private readonly SocketListener listener;

    public EngineProxy(string path)
    {
        Path = path;
        listener = new SocketListener(new UnixDomainSocketEndPoint(path), ServeAsync);
    }

    public string Path { get; }

    public ConcurrentQueue<EngineCall> Calls { get; } = new();

    public IEnumerable<string> Deletes => Calls.Select(call => call.Line).Where(line => line.StartsWith("DELETE ", StringComparison.Ordinal));

    /// <summary>While true every connection is closed at once, as if the engine were down.</summary>
    public bool Down { get; set; }

    /// <summary>Asked about every request as it comes, before the engine sees it; null passes it on.</summary>
    public Func<string, Meddling?> Meddle { get; set; } = _ => null;

    /// <summary>Called when the engine has answered a request, before the answer is handed on; true drops it.</summary>
    public Func<string, bool> DropAnswerTo { get; set; } = _ => false;

    /// <summary>Beside whoever meddles already, who is asked first.</summary>
    public void MeddleAlso(Func<string, Meddling?> how)
    {
        var before = Meddle;
        Meddle = line => before(line) ?? how(line);
    }

    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        File.Delete(Path);
    }

    private async Task ServeAsync(NetworkStream client, CancellationToken stopped)
    {
        if (Down)
        {
            return;
        }

        await using var engine = await Relay.ConnectAsync(Engine, stopped);
        (string? Line, Meddling? Meddling) current = (null, null);
        await Relay.BothWaysAsync(client, engine, Request, Answer, stopped);

        async ValueTask<ReadOnlyMemory<byte>?> Request(ReadOnlyMemory<byte> bytes)
        {
            if (RequestLine().Match(Encoding.Latin1.GetString(bytes.Span)) is not { Success: true } match)
            {
                return bytes;
            }

            current = (match.Value, Meddle(match.Value));
            Calls.Enqueue(new EngineCall(DateTimeOffset.UtcNow, match.Value, current.Meddling?.ToString()));
            if (current.Meddling is Meddling.Refused refused)
            {
                await AnswerAsync(client, refused, stopped);
            }

            // A plain null would be taken for an empty chunk, and the connection left open.
            return current.Meddling is Meddling.Refused or Meddling.ResetBefore ? default(ReadOnlyMemory<byte>?) : bytes;
        }

        ValueTask<ReadOnlyMemory<byte>?> Answer(ReadOnlyMemory<byte> bytes) => Down || (current.Line is { } line && DropAnswerTo(line))
            ? new(default(ReadOnlyMemory<byte>?))
            : HandOnAsync(client, bytes, current.Meddling, stopped);
    }

    /// <summary>What is still to be passed on of a chunk of an answer; null closes the connection.</summary>
    private static async ValueTask<ReadOnlyMemory<byte>?> HandOnAsync(NetworkStream client, ReadOnlyMemory<byte> chunk, Meddling? meddling, CancellationToken stopped)
    {
        switch (meddling)
        {
            case Meddling.ResetAfter reset:
                reset.Then?.Invoke();
                return null;
            case Meddling.Truncated:
                await client.WriteAsync(chunk[..Middle(chunk.Span)], stopped);
                return null;
            case Meddling.Slow slow:
                await client.WriteAsync(chunk[..Middle(chunk.Span)], stopped);
                await LastAsync(slow.Pause, stopped);
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

    private static async Task AnswerAsync(NetworkStream client, Meddling.Refused refused, CancellationToken stopped)
    {
        var body = $"{{\"message\":\"{refused.Message}\"}}";
        var answer = $"HTTP/1.1 {refused.Status} Planted\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}";
        await client.WriteAsync(Encoding.ASCII.GetBytes(answer), stopped);
        client.Socket.Shutdown(SocketShutdown.Send);

        // A socket closed with something unread would take the answer with it.
        await client.CopyToAsync(Stream.Null, stopped);
    }

    private static async Task LastAsync(TimeSpan length, CancellationToken stopped)
    {
        using var timer = new PeriodicTimer(length);
        await timer.WaitForNextTickAsync(stopped);
    }

    [GeneratedRegex(@"^(GET|POST|DELETE|PUT|HEAD) \S+")]
    private static partial Regex RequestLine();
}
