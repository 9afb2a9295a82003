using System.Net;
using System.Net.Sockets;
using System.Text;
using DotIuCutter.Temporal.Activities.Codec;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Codec;
using DotIuCutter.Temporal.Workflows.Runtime;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>Temporal's remote codec protocol, asked as the Web UI and the temporal command ask.</summary>
public sealed class CodecServerTests : IAsyncLifetime
{
    private const string Ui = "http://127.0.0.1:8233";
    private readonly KeyFile keys = new("k1");
    private readonly Terminal terminal = new("127.0.0.1:1");
    private readonly HttpClient http = new();
    private readonly string address = $"127.0.0.1:{FreePort.Any()}";
    private Task<int>? serving;

    public async ValueTask InitializeAsync()
    {
        serving = terminal.RunAsync("codec-server", "--listen", address, "--codec-key", keys.Path);
        await Task.WhenAny(serving, terminal.SeenAsync("Codec server ready"));
        Assert.False(serving.IsCompleted, terminal.Error);
    }

    public async ValueTask DisposeAsync()
    {
        terminal.Interrupts.End();
        Assert.Equal(0, await serving!);
        http.Dispose();
        terminal.Dispose();
        keys.Dispose();
    }

    [Fact]
    public async Task Decodes_what_the_worker_encoded_and_encodes_what_the_worker_decodes()
    {
        var plain = DryRunConverter.Instance.PayloadConverter.ToPayload(new { plan = "shop" });
        var codec = new PayloadEncryption(keys.Keys);
        var (status, body) = await PostAsync("decode", [.. await codec.EncodeAsync([plain]), plain]);
        Assert.Equal((HttpStatusCode.OK, $"{new Payloads { Payloads_ = { plain, plain } }}"), (status, body));

        (status, body) = await PostAsync("encode", [plain]);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain(plain.Data.ToBase64(), body, StringComparison.Ordinal);
        Assert.Equal([plain], await codec.DecodeAsync(Payloads.Parser.ParseJson(body).Payloads_));
    }

    [Fact]
    public async Task Tells_a_changed_byte_and_a_wrong_key_in_words()
    {
        var coded = (await new PayloadEncryption(keys.Keys).EncodeAsync([new Payload()])).Single();
        var bytes = coded.Data.ToByteArray();
        bytes[^1] ^= 1;
        var (status, body) = await PostAsync("decode", [new Payload(coded) { Data = ByteString.CopyFrom(bytes) }]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("'k1' is not what was written", body, StringComparison.Ordinal);

        using var others = new KeyFile("k2");
        (status, body) = await PostAsync("decode", [.. await new PayloadEncryption(others.Keys).EncodeAsync([new Payload()])]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("encoded with key 'k2', expected one of 'k1'", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_the_Web_UI_and_no_other_page()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Options, $"http://{address}/decode");
        asked.Headers.Add("Origin", Ui);
        asked.Headers.Add("Access-Control-Request-Headers", "content-type,x-namespace");
        using var allowed = await http.SendAsync(asked, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NoContent, Ui), (allowed.StatusCode, Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Origin"))));
        Assert.Contains("X-Namespace", Assert.Single(allowed.Headers.GetValues("Access-Control-Allow-Headers")), StringComparison.Ordinal);

        foreach (var origin in new[] { "http://evil.example", "null", "http://127.0.0.1:8233.evil.example", "https://127.0.0.1:8233" })
        {
            var (status, body) = await PostAsync("decode", [new Payload()], origin: origin);
            Assert.Equal(HttpStatusCode.Forbidden, status);
            Assert.Contains("is not the Web UI's", body, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("other", HttpStatusCode.Forbidden)]
    [InlineData("", HttpStatusCode.Forbidden)]
    [InlineData("default", HttpStatusCode.OK)]
    public async Task Answers_for_its_own_namespace(string ns, HttpStatusCode expected) => Assert.Equal(expected, (await PostAsync("encode", [new Payload()], ns)).Status);

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"payloads\":[{\"data\":\"%%\"}]}")]
    [InlineData("{\"payloads\":{}}")]
    public async Task A_body_that_is_none_is_refused(string body)
    {
        var (status, words) = await SendAsync("decode", body, "default", null);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("codec protocol sends: {\"payloads\"", words, StringComparison.Ordinal);
    }

    /// <summary>A page that has its own name lead to this machine is not answered: it asks for its own name.</summary>
    [Fact]
    public async Task Answers_nothing_but_POST_at_its_own_address()
    {
        using var get = await http.GetAsync($"http://{address}/decode", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync("keys", "{}", "default", null)).Status);
        using var rebound = new HttpRequestMessage(HttpMethod.Post, $"http://{address}/decode") { Content = new StringContent("{}"), Headers = { Host = "evil.example" } };
        rebound.Headers.Add("X-Namespace", "default");
        using var answer = await http.SendAsync(rebound, TestContext.Current.CancellationToken);
        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("--listen", "0.0.0.0:8888")]
    [InlineData("--listen", "localhost:8888")]
    [InlineData("--listen", "127.0.0.1")]
    [InlineData("--ui-origin", "*")]
    [InlineData("--ui-origin", "http://127.0.0.1:8233/")]
    public async Task Refuses_to_answer_everybody(string option, string value)
    {
        using var other = new Terminal("127.0.0.1:1");
        Assert.Equal(2, await other.RunAsync("codec-server", "--codec-key", keys.Path, option, value));
        Assert.Contains($"{option} is '{value}', which is not ", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_not_start_without_a_key_or_where_another_listens()
    {
        using var other = new Terminal("127.0.0.1:1");
        Assert.Equal(2, await other.RunAsync("codec-server"));
        Assert.Contains("cannot start without a key file", other.Error, StringComparison.Ordinal);
        using var second = new Terminal("127.0.0.1:1");
        Assert.Equal(2, await second.RunAsync("codec-server", "--codec-key", keys.Path, "--listen", address));
        Assert.Contains($"cannot listen at {address}: ", second.Error, StringComparison.Ordinal);
    }

    private Task<(HttpStatusCode Status, string Body)> PostAsync(string path, IReadOnlyCollection<Payload> payloads, string ns = "default", string? origin = Ui) =>
        SendAsync(path, $"{new Payloads { Payloads_ = { payloads } }}", ns, origin);

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(string path, string body, string ns, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{address}/{path}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (ns.Length > 0)
        {
            request.Headers.Add("X-Namespace", ns);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
