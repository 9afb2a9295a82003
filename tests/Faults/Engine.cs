using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>The engine's API over its own socket, or over a proxy's, with nothing of the product between.</summary>
internal sealed class Engine(string socket = Engine.Socket) : IDisposable
{
    public const string Socket = "/var/run/docker.sock";

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectCallback = (_, cancel) => ConnectAsync(socket, cancel) })
    {
        BaseAddress = new Uri("http://engine"),
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>Throws for anything but success.</summary>
    public Task<JsonElement> GetAsync(string path) => http.GetFromJsonAsync<JsonElement>(path);

    /// <summary>Null where there is no such thing.</summary>
    public async Task<JsonElement?> FindAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        return answer.StatusCode == System.Net.HttpStatusCode.NotFound ? null : await ReadAsync(answer);
    }

    public async Task<JsonElement> PostAsync(string path, JsonNode? body = null)
    {
        using var content = body is null ? null : JsonContent.Create(body);
        using var answer = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        return await ReadAsync(answer);
    }

    /// <summary>The raw event stream from now on, or from that moment on (<c>seconds.nanoseconds</c>) as far as the engine remembers.</summary>
    public async Task<StreamReader> EventsAsync(string? since = null) =>
        new(await http.GetStreamAsync(new Uri(since is null ? "/events" : $"/events?since={since}", UriKind.Relative)));

    public async Task<bool> AnswersAsync()
    {
        try
        {
            await GetAsync("/version");
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false;
        }
    }

    /// <summary>One that runs already is left as it is.</summary>
    public async Task StartAsync(string container)
    {
        using var answer = await http.PostAsync(new Uri($"/containers/{container}/start", UriKind.Relative), null);
        if (answer.StatusCode != System.Net.HttpStatusCode.NotModified)
        {
            await ReadAsync(answer);
        }
    }

    /// <summary>A container of the harness's image that only sleeps; it makes no volume.</summary>
    public async Task<string> SleeperAsync(string name, JsonNode? host)
    {
        var body = new JsonObject
        {
            ["Image"] = "iu-cutter-harness:0.4",
            ["Entrypoint"] = new JsonArray("sleep", "infinity"),
            ["Cmd"] = new JsonArray(),
            ["HostConfig"] = host ?? new JsonObject(),
        };
        var id = (await PostAsync($"/containers/create?name={name}", body)).GetProperty("Id").GetString() ?? "";
        await PostAsync($"/containers/{id}/start");
        return id;
    }

    /// <summary>By full id, with its anonymous volumes; gone already is as well.</summary>
    public Task RemoveContainerAsync(string id) => DeleteAsync($"/containers/{id}?force=1&v=1");

    public async Task DeleteAsync(string path)
    {
        using var answer = await http.DeleteAsync(new Uri(path, UriKind.Relative));
        if (answer.StatusCode != System.Net.HttpStatusCode.NotFound)
        {
            await ReadAsync(answer);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? text.Length == 0 ? default : JsonDocument.Parse(text).RootElement.Clone()
            : throw new InvalidOperationException($"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.PathAndQuery}: {(int)answer.StatusCode} {text}");
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
