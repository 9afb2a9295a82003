using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Tests.Proxies;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>
/// A <see cref="MemoryEngine"/> behind a real unix socket, as Docker's own client speaks to it. A name that no container carries is read as the
/// beginning of an id, and a container's anonymous volumes go only with <c>v=1</c>. What goes wrong on the way is the test's to say.
/// </summary>
internal sealed class EngineSocket : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engine-").FullName;
    private readonly Lock alone = new();
    private readonly SocketListener listener;

    public EngineSocket() => listener = new SocketListener(new UnixDomainSocketEndPoint($"{folder}/docker.sock"), ServeAsync);

    public Uri Endpoint => new($"unix://{folder}/docker.sock");

    public MemoryEngine Objects { get; init; } = new();

    /// <summary>Every request line, such as <c>DELETE /containers/0f…?v=1&amp;force=1</c>, without the API's version.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public IEnumerable<string> Changes => Requests.Where(r => !r.StartsWith("GET ", StringComparison.Ordinal));

    /// <summary>Answers instead of the engine; null lets it answer. Called before the effect.</summary>
    public Func<string, EngineAnswer?> Instead { get; set; } = _ => null;

    /// <summary>What others do to the engine as soon as it has answered this request.</summary>
    public Action<string> Afterwards { get; set; } = _ => { };

    public async ValueTask DisposeAsync()
    {
        await listener.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ServeAsync(NetworkStream client, CancellationToken stopped)
    {
        using var reader = new StreamReader(client, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync(stopped) is { Length: > 0 } first)
        {
            var answer = Answer(Line(first), await BodyAsync(reader, stopped));
            if (answer == EngineAnswer.HangUp)
            {
                return;
            }

            var body = Encoding.UTF8.GetBytes(answer.Text ?? (answer.Body is null ? string.Empty : JsonSerializer.Serialize(answer.Body)));
            var head = $"HTTP/1.1 {answer.Status} x\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n";
            await client.WriteAsync(Encoding.ASCII.GetBytes(head), stopped);
            await client.WriteAsync(body, stopped);
        }
    }

    /// <summary>All are ASCII.</summary>
    private static async Task<string> BodyAsync(StreamReader reader, CancellationToken stopped)
    {
        const string Length = "Content-Length:";
        var length = 0;
        while (await reader.ReadLineAsync(stopped) is { Length: > 0 } header)
        {
            length = header.StartsWith(Length, StringComparison.OrdinalIgnoreCase) ? int.Parse(header[Length.Length..], CultureInfo.InvariantCulture) : length;
        }

        // To read nothing would wait for the next request.
        if (length == 0)
        {
            return string.Empty;
        }

        var body = new char[length];
        await reader.ReadBlockAsync(body, stopped);
        return new string(body);
    }

    private EngineAnswer Answer(string request, string body)
    {
        // One at a time, so that what a test sees of the objects is what the product was told.
        lock (alone)
        {
            Requests.Enqueue(request);
            var answer = Instead(request) ?? EngineRequests.Answer(Objects, request, body);
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
