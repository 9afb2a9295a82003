using System.Net;
using DotIuCutter.Temporal.Worker.Cli.Doctor;
using DotIuCutter.Temporal.Worker.Hosting.Serving;
using Microsoft.Extensions.Hosting;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>
/// GET /live: the process answers. GET /ready: it can take a run, with one line a condition; 503 where one does not hold. It begins before the worker has
/// found its Temporal, since that is what somebody may want to know.
/// </summary>
internal sealed class HealthEndpoint(ITemporalClient client, WorkerSettings settings, IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly HttpListener listener = new();
    private readonly Health health = new(client, settings, () => lifetime.ApplicationStarted.IsCancellationRequested);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Health is { } at)
        {
            listener.Prefixes.Add(at.Address.Equals(IPAddress.Any) || at.Address.Equals(IPAddress.IPv6Any) ? $"http://*:{at.Port}/" : $"http://{at}/");
            listener.Start();
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        listener.Close();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!listener.IsListening)
        {
            return;
        }

        using var stop = stoppingToken.Register(listener.Stop);
        await HttpAnswers.ServeAsync(listener, context => JudgeAsync(context.Request, stoppingToken));
    }

    private async Task<HttpAnswer> JudgeAsync(HttpListenerRequest request, CancellationToken cancel) => (request.HttpMethod, request.Url?.AbsolutePath) switch
    {
        ("GET" or "HEAD", "/live") => new(HttpStatusCode.OK, "live\n"),
        ("GET" or "HEAD", "/ready") => Written(await health.TakeAsync(cancel)),
        ("GET" or "HEAD", var path) => new(HttpStatusCode.NotFound, $"'{path}' is unknown, expected /live or /ready.\n"),
        (var method, _) => new(HttpStatusCode.MethodNotAllowed, $"{method} is not answered, expected GET.\n"),
    };

    private static HttpAnswer Written(IReadOnlyList<Condition> conditions) => new(
        conditions.All(c => c.Holds) ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable,
        string.Concat(conditions.Select(c => $"{c.Line}\n")));
}
