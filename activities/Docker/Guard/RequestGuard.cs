using System.Text.Json;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>
/// Sees every request before the socket, hijacked ones included, and refuses what this product never does. What may be deleted is
/// decided by what the daemon said through this very handler, not by the caller.
/// </summary>
internal sealed class RequestGuard(RunScope scope, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private readonly ObservedObjects sightings = new(scope);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = DockerCall.Parse(request);
        await CheckAsync(call, request, cancellationToken);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode && ObservedObjects.Concern(call))
        {
            await NoteAsync(call, response, cancellationToken);
        }

        return response;
    }

    private async Task CheckAsync(DockerCall call, HttpRequestMessage request, CancellationToken cancel)
    {
        var bytes = Array.Empty<byte>();
        if (request.Content is { } content)
        {
            await content.LoadIntoBufferAsync(cancel);
            bytes = await content.ReadAsByteArrayAsync(cancel);
        }

        try
        {
            using var body = bytes.Length == 0 ? null : JsonDocument.Parse(bytes, Strict);
            new GuardRules(scope, sightings).Check(call, body?.RootElement ?? default);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The latter is how System.Text.Json says that a text is half a surrogate pair.
            throw new GuardRefusedException(call.ToString(), $"its body is not plain JSON ({e.Message})");
        }
    }

    /// <exception cref="JsonException">The answer is none: nothing was seen.</exception>
    private async Task NoteAsync(DockerCall call, HttpResponseMessage response, CancellationToken cancel)
    {
        await response.Content.LoadIntoBufferAsync(cancel);
        try
        {
            using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel));
            sightings.Note(call, answer.RootElement);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
