using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;

namespace DotIuCutter.Temporal.Activities.Docker.Api;

/// <summary>The one place where the client's exceptions become ours.</summary>
internal static class DockerFaults
{
    private const string NoReason = "no reason given";

    /// <param name="what">Completes "Docker could not …", such as <c>inspect container 'x'</c>.</param>
    internal static async Task<T> AskAsync<T>(string what, Func<Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            return await ask() ?? throw new JsonException("null");
        }
        catch (DockerApiException e)
        {
            throw new DockerFault($"Docker could not {what}: {ReadMessage(e)} ({(int)e.StatusCode}).", e.StatusCode, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw Unreachable(what, "no answer in time", e);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or TimeoutException)
        {
            throw Unreachable(what, e.GetBaseException().Message, e);
        }
        catch (JsonException e)
        {
            throw new DockerFault($"Docker could not {what}: expected an answer of its API, found something else at {e.Path ?? "$"}. Is something else listening there?", null, e);
        }
    }

    /// <summary>A list of things that are something, by <paramref name="something"/>.</summary>
    internal static Task<IList<T>> ListAsync<T>(string what, Func<Task<IList<T>?>> ask, Func<T, bool> something, CancellationToken cancel) => AskAsync(
        what, async () => await ask() is { } items && items.All(item => item is not null && something(item)) ? items : throw new JsonException("an item that is none"), cancel);

    internal static Task AskAsync(string what, Func<Task> ask, CancellationToken cancel) =>
        AskAsync(what, async () => { await ask(); return true; }, cancel);

    /// <summary>Null where Docker says that there is no such thing.</summary>
    internal static async Task<T?> FindAsync<T>(string what, Func<Task<T>> ask, CancellationToken cancel)
        where T : class
    {
        try
        {
            return await AskAsync(what, ask, cancel);
        }
        catch (DockerFault fault) when (fault.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private static DockerFault Unreachable(string what, string found, Exception cause) => new(
        $"Docker could not be asked to {what}: {found}. Expected an engine that answers; the step goes on as soon as it does.", null, cause);

    private static string ReadMessage(DockerApiException e)
    {
        try
        {
            using var body = JsonDocument.Parse(e.ResponseBody ?? "");
            return body.RootElement is { ValueKind: JsonValueKind.Object } answer && answer.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
                ? message.GetString()?.TrimEnd('.') ?? NoReason
                : NoReason;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // The latter is how System.Text.Json says that a text is half a surrogate pair.
            return NoReason;
        }
    }
}
