using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Host.Rules;
using DotIuCutter.Temporal.Activities.Notices;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Notices;
using DotIuCutter.Temporal.Workflows.Notices;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Exceptions;
using Temporalio.Testing;

namespace DotIuCutter.Temporal.Tests.Notices;

public sealed class WebhookTests : IDisposable
{
    private const string Key = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private readonly Scratch scratch = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Posts_what_happened_signed_after_Standard_Webhooks()
    {
        using var receiver = new Receiver();
        var delivery = await TellAsync($"{receiver.Origin}/hooks/secret-path");

        Assert.Equal((receiver.Origin, 200), (delivery.Receiver, delivery.Status));
        var post = Assert.Single(receiver.Posts);
        Assert.Equal("/hooks/secret-path", post.Path);
        var (id, timestamp) = (post.Headers["webhook-id"], post.Headers["webhook-timestamp"]);
        Assert.Equal(ActivityEnvironment.DefaultInfo.WorkflowId, id);
        Assert.InRange(long.Parse(timestamp), DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        var mac = HMACSHA256.HashData(Convert.FromBase64String(Key), Encoding.UTF8.GetBytes($"{id}.{timestamp}.{post.Body}"));
        Assert.Equal("v1," + Convert.ToBase64String(mac), post.Headers["webhook-signature"]);

        using var body = JsonDocument.Parse(post.Body);
        Assert.Equal("teardown.parked", body.RootElement.GetProperty("type").GetString());
        var network = body.RootElement.GetProperty("data").GetProperty("residuals").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "net");
        Assert.Equal("an endpoint of 'stranger' is in it", network.GetProperty("reason").GetString());
        Assert.Contains("is parked", body.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Anybody who can start a workflow can ask for a notice, and it would be signed.</summary>
    [Theory]
    [InlineData(NoticeKind.RunFinished)]
    [InlineData(NoticeKind.TeardownClosed)]
    [InlineData(NoticeKind.InvariantViolated)]
    public async Task Tells_nothing_that_the_journal_does_not_say(NoticeKind kind)
    {
        using var receiver = new Receiver();
        var delivery = await TellAsync(receiver.Origin, kind);
        Assert.Contains("does not say", delivery.NotTold, StringComparison.Ordinal);
        Assert.Empty(receiver.Posts);
    }

    [Fact]
    public async Task Tells_nothing_of_a_run_that_its_host_does_not_know()
    {
        var activities = new NoticeActivities(scratch.Host, RunOnDisk.Runs(scratch.Host), NullLogger<NoticeActivities>.Instance);
        var input = new NoticeInput { Run = "foreign-000000000000", Kind = NoticeKind.RunFinished, At = DateTimeOffset.UnixEpoch };
        var fault = await Assert.ThrowsAsync<ApplicationFailureException>(() => new ActivityEnvironment().RunAsync(() => activities.DeliverAsync(input)));
        Assert.Equal((FailureTypes.UnknownRun, true), (fault.ErrorType, fault.NonRetryable));
    }

    /// <summary>The example of the specification, so that a receiver of any other make agrees.</summary>
    [Fact]
    public void Signs_as_the_specification_does() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        Hook("https://example.com/").Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"));

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(307)]
    public async Task Says_what_was_answered_and_where_but_neither_path_nor_secret(int status)
    {
        using var receiver = new Receiver(status);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => TellAsync($"{receiver.Origin}/hooks/secret-path"));

        Assert.Contains($"found {status}", fault.Message, StringComparison.Ordinal);
        Assert.Contains(receiver.Origin, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-path", $"{fault}", StringComparison.Ordinal);
        Assert.Single(receiver.Posts);
    }

    [Fact]
    public async Task Says_where_nobody_answers()
    {
        using var receiver = new Receiver();
        receiver.Dispose();
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => TellAsync($"{receiver.Origin}/"));
        Assert.Contains("found ConnectionError", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_webhook_only_the_log_is_told()
    {
        var delivery = await TellAsync(null);
        Assert.Equal((null, null), (delivery.Receiver, delivery.Status));
    }

    [Theory]
    [InlineData("http://hooks.example.com/x\nwhsec_" + Key, "an https URL")]
    [InlineData("ftp://127.0.0.1/x\nwhsec_" + Key, "an https URL")]
    [InlineData("https://hooks.example.com/x", "two lines")]
    [InlineData("https://hooks.example.com/x\nwhsec_c2hvcnQ=", "24 to 64 bytes")]
    [InlineData("https://hooks.example.com/x\n" + Key, "whsec_")]
    [InlineData("https://hooks.example.com/x\nwhsec_no base64", "24 to 64 bytes")]
    public void A_worker_does_not_start_with_a_file_it_could_not_use(string text, string expected)
    {
        var problem = Assert.Single((scratch.Host with { Webhook = File(text) }).Problems());
        Assert.Contains(expected, problem, StringComparison.Ordinal);
        Assert.DoesNotContain("hooks.example.com", problem, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_others_may_read_is_refused()
    {
        var path = File($"https://hooks.example.com/x\nwhsec_{Key}\n");
        System.IO.File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("expected a file with mode 600", Assert.Single((scratch.Host with { Webhook = path }).Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Address_and_secret_are_taken_out_of_evidence()
    {
        var path = File($"https://hooks.example.com/secret-path\nwhsec_{Key}\n");
        var redacted = new Redactor(scratch.Host with { Webhook = path }).Redact(scratch.Run, $"found: https://hooks.example.com/secret-path and whsec_{Key}");
        Assert.DoesNotContain("secret-path", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, redacted, StringComparison.Ordinal);
    }

    /// <summary>A run whose teardown left its network.</summary>
    private async Task<RecordedRun> LeftAsync()
    {
        var run = await RunOnDisk.OpenAsync(scratch.Host, Sample.Manifest(scratch), Sample.Baseline(), Cancel);
        await run.AppendAsync(new Removed
        {
            Result = new StepResult
            {
                Step = TeardownStep.Network,
                Objects = [new ObjectOutcome { Kind = ObjectKind.Network, Name = run.Plan.Objects.Network, State = OutcomeState.Failed, Reason = "an endpoint of 'stranger' is in it" }],
            },
        });
        return await run.ReadAgainAsync(Cancel);
    }

    private async Task<NoticeDelivery> TellAsync(string? url, NoticeKind kind = NoticeKind.TeardownParked)
    {
        var run = await LeftAsync();
        var host = url is null ? scratch.Host : scratch.Host with { Webhook = File($"{url}\nwhsec_{Key}\n") };
        var activities = new NoticeActivities(host, RunOnDisk.Runs(scratch.Host), NullLogger<NoticeActivities>.Instance);
        return await new ActivityEnvironment().RunAsync(() => activities.DeliverAsync(new NoticeInput { Run = run.Manifest.RunKey, Kind = kind, At = DateTimeOffset.UnixEpoch }));
    }

    private string File(string text) => scratch.Named("secrets", "webhook", Encoding.UTF8.GetBytes(text));

    private Webhook Hook(string url) => Webhook.Read(File($"{url}\nwhsec_{Key}\n"));
}
