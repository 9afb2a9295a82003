using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Telemetry;

/// <summary>A collector on loopback that takes OTLP by http/protobuf and keeps every byte.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly HttpListener listener;
    private readonly Task serving;
    private readonly Lock changing = new();
    private ImmutableList<(string Path, byte[] Body)> received = [];
    private TaskCompletionSource arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public OtlpReceiver()
    {
        (listener, Endpoint) = Listen();
        serving = ServeAsync();
    }

    public string Endpoint { get; }

    /// <summary>All that came, path and body.</summary>
    public IReadOnlyList<(string Path, byte[] Body)> Received => received;

    public IReadOnlyList<OtlpSpan> Spans =>
    [
        .. Scopes("/v1/traces").SelectMany(scope => scope.Messages(2).Select(span => new OtlpSpan(
            scope.Messages(1).First().Text(1), span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4), span.Attributes(9), (int)(span.Messages(15).FirstOrDefault()?.Number(3) ?? 0)))),
    ];

    /// <summary>The latest value of every series.</summary>
    public IReadOnlyList<OtlpPoint> Points =>
    [
        .. Scopes("/v1/metrics").SelectMany(scope => scope.Messages(2)).SelectMany(Read)
            .GroupBy(p => $"{p.Metric} {string.Join(' ', p.Tags.OrderBy(t => t.Key, StringComparer.Ordinal))}").Select(series => series.Last()),
    ];

    /// <summary>Waits for what arrives until it is as wanted.</summary>
    public async Task UntilAsync(Func<OtlpReceiver, bool> wanted, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            var next = arrival.Task;
            if (wanted(this))
            {
                return;
            }

            await Task.WhenAny(next, Task.Delay(Timeout.Infinite, deadline.Token));
            Assert.False(deadline.IsCancellationRequested, $"the receiver never saw {what}; it has {string.Join("; ", Points)} {string.Join("; ", Spans)}");
        }
    }

    /// <summary>Where this text is among the received bytes, in any encoding.</summary>
    public IReadOnlyList<SecretMatch> Find(string text)
    {
        var salt = Fingerprinting.NewSalt();
        var scan = new SecretScan(new FingerprintSet { Salt = salt, Fingerprints = [.. Fingerprinting.Compute("planted", Encoding.UTF8.GetBytes(text), salt)] });
        return [.. received.SelectMany(r => scan.Find(r.Body))];
    }

    public async ValueTask DisposeAsync()
    {
        listener.Close();
        await serving;
    }

    private static IEnumerable<OtlpPoint> Read(ProtoMessage metric)
    {
        // 5 gauge and 7 sum have their points in 1, attributes in 7, an integer in 6; 9 is a histogram: attributes in 9, count in 4.
        foreach (var (kind, attributes, value) in new[] { (5, 7, 6), (7, 7, 6), (9, 9, 4) })
        {
            foreach (var point in metric.Messages(kind).SelectMany(data => data.Messages(1)))
            {
                yield return new OtlpPoint(metric.Text(1), metric.Text(3), point.Attributes(attributes), (long)point.Number(value));
            }
        }
    }

    private static (HttpListener Listener, string Endpoint) Listen()
    {
        while (true)
        {
            var endpoint = $"http://127.0.0.1:{FreePort.Any()}";
            var listener = new HttpListener { Prefixes = { $"{endpoint}/" } };
            try
            {
                listener.Start();
                return (listener, endpoint);
            }
            catch (HttpListenerException)
            {
                // Somebody was faster with this port.
            }
        }
    }

    private IEnumerable<ProtoMessage> Scopes(string path) =>
        received.Where(r => r.Path == path).SelectMany(r => new ProtoMessage(r.Body).Messages(1)).SelectMany(resource => resource.Messages(2));

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                Add(context.Request.Url?.AbsolutePath ?? "", body.ToArray());
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private void Add(string path, byte[] body)
    {
        lock (changing)
        {
            received = received.Add((path, body));
            var seen = arrival;
            arrival = new(TaskCreationOptions.RunContinuationsAsynchronously);
            seen.SetResult();
        }
    }
}
