using System.Diagnostics;
using System.Text.Json;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.EndToEnd;

namespace DotIuCutter.Temporal.Tests.Telemetry;

/// <summary>A Jaeger of a test's own, with its traces in memory: takes OTLP, and is asked by HTTP.</summary>
internal sealed class Jaeger : IAsyncDisposable
{
    private const string Settings = """
        service:
          extensions: [jaeger_storage, jaeger_query]
          pipelines: {traces: {receivers: [otlp], exporters: [jaeger_storage_exporter]}}
          telemetry: {metrics: {level: none}, logs: {level: error}}
        extensions:
          jaeger_storage: {backends: {memory: {memory: {max_traces: 1000}}}}
          jaeger_query: {storage: {traces: memory}, http: {endpoint: "127.0.0.1:QUERY"}, grpc: {endpoint: "127.0.0.1:GRPC"}}
        receivers:
          otlp: {protocols: {http: {endpoint: "127.0.0.1:OTLP"}}}
        exporters:
          jaeger_storage_exporter: {trace_storage: memory}
        """;

    private readonly Process process;
    private readonly HttpClient http;

    private Jaeger(Process process, int otlp, int query)
    {
        this.process = process;
        Endpoint = $"http://127.0.0.1:{otlp}";
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{query}") };
    }

    /// <summary>Where it takes OTLP.</summary>
    public string Endpoint { get; }

    public static async Task<Jaeger> StartAsync(string folder)
    {
        var program = Environment.GetEnvironmentVariable("JAEGER") is { Length: > 0 } named ? named : throw new InvalidOperationException("needs Jaeger: set JAEGER to its program, as eng/test --all does");
        var (otlp, query) = (FreePort.Low(), FreePort.Low());
        var settings = Path.Combine(folder, "jaeger.yaml");
        await File.WriteAllTextAsync(settings, Settings.Replace("QUERY", $"{query}", StringComparison.Ordinal)
            .Replace("GRPC", $"{FreePort.Low()}", StringComparison.Ordinal).Replace("OTLP", $"{otlp}", StringComparison.Ordinal));
        var jaeger = new Jaeger(Shell.Start(program, ["--config", settings], null), otlp, query);
        jaeger.process.BeginOutputReadLine();
        jaeger.process.BeginErrorReadLine();
        await jaeger.UntilAsync(async () => (await jaeger.http.GetAsync(new Uri("/api/services", UriKind.Relative))).IsSuccessStatusCode, "its first answer");
        return jaeger;
    }

    /// <summary>All spans of the traces with a span of this name, once <paramref name="whole"/> says that nothing is missing.</summary>
    public async Task<IReadOnlyList<JaegerSpan>> SpansAsync(string operation, Func<IReadOnlyList<JaegerSpan>, bool> whole)
    {
        IReadOnlyList<JaegerSpan> spans = [];
        await UntilAsync(
            async () =>
            {
                spans = Read(await http.GetStringAsync(new Uri($"/api/traces?service=dryrun-worker&limit=100&operation={Uri.EscapeDataString(operation)}", UriKind.Relative)));
                return whole(spans);
            },
            "the whole trace");
        return spans;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static List<JaegerSpan> Read(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return
        [
            .. document.RootElement.GetProperty("data").EnumerateArray().SelectMany(t => t.GetProperty("spans").EnumerateArray()).Select(s => new JaegerSpan(
                s.GetProperty("traceID").GetString()!,
                s.GetProperty("spanID").GetString()!,
                s.GetProperty("operationName").GetString()!,
                s.GetProperty("references").EnumerateArray().Where(r => r.GetProperty("refType").GetString() == "CHILD_OF").Select(r => r.GetProperty("spanID").GetString()).FirstOrDefault(),
                s.GetProperty("tags").EnumerateArray().Where(t => t.GetProperty("key").GetString() == "otel.scope.name").Select(t => t.GetProperty("value").GetString()).FirstOrDefault() ?? "")),
        ];
    }

    private async Task UntilAsync(Func<Task<bool>> wanted, string what)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var tries = 0; !await AnsweredAsync(wanted); tries++)
        {
            Assert.True(tries < 600 && !process.HasExited, $"Jaeger never showed {what}");
            await poll.WaitForNextTickAsync();
        }
    }

    private static async Task<bool> AnsweredAsync(Func<Task<bool>> wanted)
    {
        try
        {
            return await wanted();
        }
        catch (HttpRequestException)
        {
            // Not up yet, or no such service has sent anything yet.
            return false;
        }
    }
}
