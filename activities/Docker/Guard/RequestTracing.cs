using System.Diagnostics;
using System.Globalization;

namespace DotIuCutter.Temporal.Activities.Docker.Guard;

/// <summary>
/// One span a request that the guard let through, from its sending to the first byte of the answer. It says method, path template and
/// status: no name, no id, no option and no body, since labels, commands and log lines could hold anything.
/// </summary>
internal sealed class RequestTracing(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly ActivitySource Source = new(DryRunActivities.DockerSpans);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (method, path) = (request.Method.Method, PathTemplate.From(DockerCall.Parse(request).Segments));
        using var span = Source.StartActivity($"{method} {path}", ActivityKind.Client);
        span?.SetTag("http.request.method", method);
        span?.SetTag("url.template", path);
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var status = (int)response.StatusCode;
            span?.SetTag("http.response.status_code", status);

            // 404 is how Docker says "absent": an answer like any other.
            if (status is >= 400 and not 404)
            {
                span?.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
                span?.SetStatus(ActivityStatusCode.Error);
            }

            return response;
        }
        catch (Exception fault)
        {
            span?.SetTag("error.type", fault.GetType().Name);
            span?.SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
