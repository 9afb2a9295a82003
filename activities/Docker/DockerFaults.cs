using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;

namespace DotIuCutter.Temporal.Activities.Docker;

/// <summary>The one place where the client's exceptions become ours.</summary>
internal static class DockerFaults
{
    /// <param name="what">Completes "Docker could not …", such as <c>inspect container 'x'</c>.</param>
    internal static async Task<T> AskAsync<T>(string what, Func<Task<T>> ask, CancellationToken cancel)
    {
        try
        {
            return await ask();
        }
        catch (DockerApiException e)
        {
            throw new DockerFault($"Docker could not {what}: {Words(e)} ({(int)e.StatusCode}).", e.StatusCode, e);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw Silent(what, "no answer in time", e);
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException or TimeoutException)
        {
            throw Silent(what, e.GetBaseException().Message, e);
        }
    }

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

    private static DockerFault Silent(string what, string found, Exception cause) => new(
        $"Docker could not be asked to {what}: {found}. Expected an engine that answers; the step goes on as soon as it does.", null, cause);

    private static string Words(DockerApiException e)
    {
        try
        {
            using var body = JsonDocument.Parse(e.ResponseBody ?? "");
            return body.RootElement.TryGetProperty("message", out var message) ? message.GetString()?.TrimEnd('.') ?? "no reason given" : "no reason given";
        }
        catch (JsonException)
        {
            return "no reason given";
        }
    }
}
