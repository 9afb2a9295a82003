using System.Diagnostics;
using System.Net;
using DotIuCutter.Temporal.Activities;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

public sealed class RequestTracingTests
{
    private static readonly string Id = new('a', 64);

    [Fact]
    public async Task A_call_is_a_child_of_the_activity_that_made_it()
    {
        using var activity = new Activity("the activity").SetIdFormat(ActivityIdFormat.W3C);
        activity.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        activity.Start();
        var span = await SentAsync("DELETE", $"/v1.41/containers/{Id}?force=1&v=1", HttpStatusCode.NoContent);
        Assert.Equal((activity.TraceId, activity.SpanId, ActivityKind.Client), (span.TraceId, span.ParentSpanId, span.Kind));
        Assert.Equal("DELETE /containers/{id}", span.DisplayName);
        Assert.Equal(("DELETE", "/containers/{id}", 204), (span.GetTagItem("http.request.method"), span.GetTagItem("url.template"), span.GetTagItem("http.response.status_code")));
    }

    [Fact]
    public async Task Says_nothing_of_names_ids_options_and_bodies()
    {
        foreach (var path in new[] { "/volumes/s3cret", "/containers/s3cret/json", "/images/s3cret/s3cret:s3cret/json", "/containers/create?name=s3cret", "/s3cret", "/containers/x/s3cret" })
        {
            var span = await SentAsync("POST", path, HttpStatusCode.OK, "s3cret");
            Assert.DoesNotContain("s3cret", $"{span.DisplayName}{string.Concat(span.TagObjects)}{string.Concat(span.Events)}{string.Concat(span.Baggage)}", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.NotModified, ActivityStatusCode.Unset)]
    [InlineData(HttpStatusCode.NotFound, ActivityStatusCode.Unset)]
    [InlineData(HttpStatusCode.Conflict, ActivityStatusCode.Error)]
    [InlineData(HttpStatusCode.InternalServerError, ActivityStatusCode.Error)]
    public async Task Absent_is_an_answer_and_refusal_is_an_error(HttpStatusCode answer, ActivityStatusCode expected) =>
        Assert.Equal(expected, (await SentAsync("GET", $"/networks/{Id}", answer)).Status);

    [Fact]
    public async Task An_engine_that_is_gone_is_an_error_by_its_type_alone()
    {
        var span = await SentAsync("GET", "/info", null);
        Assert.Equal((ActivityStatusCode.Error, null, nameof(HttpRequestException)), (span.Status, span.StatusDescription, span.GetTagItem("error.type")));
        Assert.Empty(span.Events);
    }

    [Theory]
    [InlineData("_ping", "/_ping")]
    [InlineData("containers/json", "/containers/json")]
    [InlineData("containers/json/json", "/containers/{id}/json")]
    [InlineData("containers/abc/start", "/containers/{id}/start")]
    [InlineData("exec/abc/start", "/exec/{id}/start")]
    [InlineData("networks", "/networks")]
    [InlineData("networks/create", "/networks/create")]
    [InlineData("volumes/vol", "/volumes/{id}")]
    [InlineData("images/create", "/images/create")]
    [InlineData("images/registry:5000/postgres:17/json", "/images/{name}/json")]
    [InlineData("build", PathTemplate.Other)]
    public void A_path_keeps_its_verbs_and_loses_its_names(string path, string template) => Assert.Equal(template, PathTemplate.From(path.Split('/')));

    private static async Task<Activity> SentAsync(string method, string path, HttpStatusCode? answer, string? body = null)
    {
        Activity? seen = null;
        var mine = new AsyncLocal<bool> { Value = true };
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == DryRunActivities.DockerSpans,
            Sample = (ref ActivityCreationOptions<System.Diagnostics.ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = span => seen = mine.Value ? span : seen,
        };
        ActivitySource.AddActivityListener(listener);
        using var client = new HttpMessageInvoker(new RequestTracing(new Engine(answer)));
        using var request = new HttpRequestMessage(new HttpMethod(method), $"http://docker{path}") { Content = body is null ? null : new StringContent(body) };
        try
        {
            using var response = await client.SendAsync(request, CancellationToken.None);
        }
        catch (HttpRequestException) when (answer is null)
        {
            // As planted.
        }

        return seen ?? throw new InvalidOperationException("no span");
    }

    /// <summary>Answers with one status; without one it is gone.</summary>
    private sealed class Engine(HttpStatusCode? answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer is { } status ? Task.FromResult(new HttpResponseMessage(status)) : throw new HttpRequestException("s3cret");
    }
}
