using System.Net;
using System.Text;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>A daemon behind the guard that answers every request with the same words and counts them.</summary>
internal sealed class FakeDaemon(string answer = "{}", RunScope? scope = null) : HttpMessageHandler
{
    private HttpMessageInvoker? client;

    internal string Answer { get; set; } = answer;

    internal int Requests { get; private set; }

    /// <summary>The last request that came through, as it would go over the wire; absent before the first.</summary>
    internal (string Verb, Uri Uri)? Sent { get; private set; }

    internal async Task<HttpStatusCode> SendAsync(string method, string path, string? body = null)
    {
        client ??= new HttpMessageInvoker(new RequestGuard(scope ?? GuardSample.Scope, this));
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://docker{path}");
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        using var response = await client.SendAsync(request, CancellationToken.None);
        return response.StatusCode;
    }

    /// <summary>The request is refused, and none came through.</summary>
    internal async Task RefusesAsync(string method, string path, string? body = null)
    {
        var before = Requests;
        await Assert.ThrowsAsync<GuardRefusedException>(() => SendAsync(method, path, body));
        Assert.Equal(before, Requests);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests++;
        Sent = (request.Method.Method, request.RequestUri!);
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Answer) });
    }
}
