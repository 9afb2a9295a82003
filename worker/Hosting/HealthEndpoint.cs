using System.Net;
using System.Text;
using DotIuCutter.Temporal.Worker.Doctor;
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
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _ = AnswerAsync(await listener.GetContextAsync(), stoppingToken);
            }
            catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context, CancellationToken cancel)
    {
        try
        {
            var (status, text) = (context.Request.HttpMethod, context.Request.Url?.AbsolutePath) switch
            {
                ("GET" or "HEAD", "/live") => (HttpStatusCode.OK, "live\n"),
                ("GET" or "HEAD", "/ready") => Written(await health.TakeAsync(cancel)),
                ("GET" or "HEAD", var path) => (HttpStatusCode.NotFound, $"'{path}' is unknown, expected /live or /ready.\n"),
                (var method, _) => (HttpStatusCode.MethodNotAllowed, $"{method} is not answered, expected GET.\n"),
            };
            context.Response.StatusCode = (int)status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            context.Response.AddHeader("Cache-Control", "no-store");
            context.Response.Close(context.Request.HttpMethod == "HEAD" ? [] : Encoding.UTF8.GetBytes(text), willBlock: false);
        }
        catch (Exception gone) when (gone is HttpListenerException or IOException or ObjectDisposedException or InvalidOperationException or OperationCanceledException)
        {
            // The one who asked has gone, or the worker is ending.
            context.Response.Abort();
        }
    }

    private static (HttpStatusCode Status, string Text) Written(IReadOnlyList<Condition> conditions) => (
        conditions.All(c => c.Holds) ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable,
        string.Concat(conditions.Select(c => $"{c.Line}\n")));
}
