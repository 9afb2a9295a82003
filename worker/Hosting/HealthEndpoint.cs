using System.Net;
using DotIuCutter.Temporal.Worker.Doctor;
using DotIuCutter.Temporal.Worker.Hosting.Serving;
using Microsoft.Extensions.Hosting;
using Temporalio.Client;

namespace DotIuCutter.Temporal.Worker.Hosting;

/// <summary>
/// Answers GET /live while the process lives, and GET /ready with one line for each requirement; 503 when one is not met. It starts before the worker has
/// found Temporal, so that a probe can see why the worker is not ready.
/// </summary>
internal sealed class HealthEndpoint(ITemporalClient client, WorkerSettings settings, IHostApplicationLifetime lifetime) : BackgroundService
{
    private readonly HttpListener listener = new();
    private readonly HealthCheck health = new(client, settings, () => lifetime.ApplicationStarted.IsCancellationRequested);

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
        await HttpResponder.ServeAsync(listener, context => RespondAsync(context.Request, stoppingToken));
    }

    private async Task<HttpResponse> RespondAsync(HttpListenerRequest request, CancellationToken cancel) => (request.HttpMethod, request.Url?.AbsolutePath) switch
    {
        ("GET" or "HEAD", "/live") => new(HttpStatusCode.OK, "live\n"),
        ("GET" or "HEAD", "/ready") => Render(await health.CheckAsync(cancel)),
        ("GET" or "HEAD", var path) => new(HttpStatusCode.NotFound, $"'{path}' is unknown. Ask for /live or /ready.\n"),
        (var method, _) => new(HttpStatusCode.MethodNotAllowed, $"{method} is not answered. Use GET.\n"),
    };

    private static HttpResponse Render(IReadOnlyList<Requirement> requirements) => new(
        requirements.All(c => c.Holds) ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable,
        string.Concat(requirements.Select(c => $"{c.Line}\n")));
}
