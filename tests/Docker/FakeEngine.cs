using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>
/// A Docker engine in memory behind a real unix socket: what was measured of the real one, where it bites. A name that no
/// container carries is read as the beginning of an id, a container's anonymous volumes go only with <c>v=1</c>, a volume in use is a 409,
/// a network with an endpoint a 403. What goes wrong is the test's to say.
/// </summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("fake-engine-").FullName;
    private readonly CancellationTokenSource stopped = new();
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Task accepting;

    public FakeEngine()
    {
        listener.Bind(new UnixDomainSocketEndPoint(Path.Join(folder, "docker.sock")));
        listener.Listen();
        accepting = AcceptAsync();
    }

    public Uri Endpoint => new($"unix://{folder}/docker.sock");

    public EngineObjects Objects { get; } = new();

    /// <summary>Every request line, such as <c>DELETE /containers/0f…?v=1&amp;force=1</c>, without the API's version.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public IEnumerable<string> Changes => Requests.Where(r => !r.StartsWith("GET ", StringComparison.Ordinal));

    /// <summary>Answers instead of the engine; null lets it answer. Called before the effect.</summary>
    public Func<string, EngineAnswer?> Instead { get; set; } = _ => null;

    /// <summary>What others do to the engine as soon as it has answered this request.</summary>
    public Action<string> Afterwards { get; set; } = _ => { };

    public async ValueTask DisposeAsync()
    {
        await stopped.CancelAsync();
        listener.Dispose();
        await accepting;
        stopped.Dispose();
        Directory.Delete(folder, recursive: true);
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
            // The engine has been closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var stream = new NetworkStream(client, ownsSocket: true);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        try
        {
            while (await reader.ReadLineAsync(stopped.Token) is { Length: > 0 } first)
            {
                await SkipBodyAsync(reader);
                var answer = Answer(Line(first));
                if (answer == EngineAnswer.HangUp)
                {
                    return;
                }

                var body = Encoding.UTF8.GetBytes(answer.Text ?? (answer.Body is null ? string.Empty : JsonSerializer.Serialize(answer.Body)));
                var head = $"HTTP/1.1 {answer.Status} x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stopped.Token);
                await stream.WriteAsync(body, stopped.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One side has gone.
        }
    }

    /// <summary>The request guard judges bodies, and has tests of its own. All are ASCII.</summary>
    private async Task SkipBodyAsync(StreamReader reader)
    {
        const string Length = "Content-Length:";
        var length = 0;
        while (await reader.ReadLineAsync(stopped.Token) is { Length: > 0 } header)
        {
            length = header.StartsWith(Length, StringComparison.OrdinalIgnoreCase) ? int.Parse(header[Length.Length..], CultureInfo.InvariantCulture) : length;
        }

        if (length > 0)
        {
            await reader.ReadBlockAsync(new char[length], stopped.Token);
        }
    }

    private EngineAnswer Answer(string request)
    {
        // One at a time, so that what a test sees of the objects is what the product was told.
        lock (Objects)
        {
            Requests.Enqueue(request);
            var answer = Instead(request) ?? Objects.Answer(request);
            Afterwards(request);
            return answer;
        }
    }

    /// <summary><c>GET /v1.41/x HTTP/1.1</c> as <c>GET /x</c>.</summary>
    private static string Line(string first)
    {
        var words = first.Split(' ');
        var path = words[1].StartsWith("/v1.", StringComparison.Ordinal) ? words[1][words[1].IndexOf('/', 1)..] : words[1];
        return $"{words[0]} {path}";
    }
}
