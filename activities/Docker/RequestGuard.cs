using System.Text.Json;

namespace DotIuCutter.Temporal.Activities.Docker;

/// <summary>
/// Sees every request before the socket, hijacked ones included, and refuses what this product never does. What may be deleted is
/// decided by what the daemon said through this very handler, not by the caller.
/// </summary>
internal sealed class RequestGuard(RunScope scope, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly Sightings sightings = new(scope);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = DockerCall.Of(request);
        using (var body = await BodyAsync(call, request, cancellationToken))
        {
            new GuardRules(scope, sightings).Check(call, body?.RootElement ?? default);
        }

        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode && Sightings.Concern(call))
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            sightings.Note(call, answer.RootElement);
        }

        return response;
    }

    private static async Task<JsonDocument?> BodyAsync(DockerCall call, HttpRequestMessage request, CancellationToken cancel)
    {
        if (request.Content is null)
        {
            return null;
        }

        await request.Content.LoadIntoBufferAsync(cancel);
        var bytes = await request.Content.ReadAsByteArrayAsync(cancel);
        try
        {
            return bytes.Length == 0 ? null : JsonDocument.Parse(bytes, Strict);
        }
        catch (JsonException e)
        {
            throw new GuardRefusedException(call.ToString(), $"its body is not plain JSON ({e.Message})");
        }
    }
}
