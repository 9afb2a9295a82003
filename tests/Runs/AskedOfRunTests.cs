using System.Text.Json;
using DotIuCutter.Temporal.Tests.Closure.Reports;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Runtime;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Client;
using Temporalio.Client.Interceptors;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>What a run knows is asked of it; its history does not hold it once more.</summary>
public sealed class AskedOfRunTests(TemporalServer server)
{
    [Fact]
    public async Task A_run_answers_with_what_is_written_and_with_nothing_before()
    {
        var world = new FakeWorld();
        await using var run = new FakeRun(server.Client, world);
        List<Report?> early = [];
        world.Before["closure.g28-no-secret"] = async _ => early.Add(await AskAsync(run));
        await run.StartAsync();
        await run.EndAsync();
        Assert.Equal([null], early);
        Assert.Equal(Text(world.Report!), Text((await AskAsync(run))!));
        await run.ReplayAsync();
    }

    [Fact]
    public async Task The_report_goes_through_no_history()
    {
        await using var run = new FakeRun(server.Client, new FakeWorld());
        await run.StartAsync();
        await run.EndAsync();
        Assert.Equal("run -> directory, sha256", await SaidAsync(run, "closure.report"));
    }

    [Fact]
    public async Task The_manifest_is_what_the_teardown_was_given_and_goes_through_no_history_but_in_its_start()
    {
        var world = new FakeWorld();
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync();
        await run.EndAsync();
        var start = (await run.Guard.FetchHistoryAsync()).Events.First().WorkflowExecutionStartedEventAttributes;
        Assert.Equal(Assert.Single(start.Input.Payloads_).Data.ToStringUtf8(), Text(world.Manifest!));
        Assert.Null(world.Manifest!.Baseline.Inventory);
        Assert.Empty(world.Manifest.Baseline.Watched);
        Assert.Equal("run -> path, sha256", await SaidAsync(run, "provision.manifest"));
    }

    [Fact]
    public async Task A_plan_document_is_in_the_start_of_its_run_and_nowhere_else()
    {
        var world = new FakeWorld();
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync(new StartInput { PlanDocument = JsonSerializer.SerializeToElement(TwoScenarios.Plan, Json.Options) });
        var (summary, _) = await run.EndAsync();
        Assert.Equal((0, PlanDigest.Compute(TwoScenarios.Plan)), (summary?.ExitCode, PlanDigest.Compute(PlanDocument.Read(world.Document!).Plan!)));
        Assert.Equal(["S1", "S2"], world.Report!.Scenarios.Select(s => s.Id));
        Assert.Equal(" -> gate, sha256", await SaidAsync(run, "preflight.g01-plan"));
        await run.ReplayAsync();
    }

    /// <summary>The workflow could not hand it on as an input: the run hung.</summary>
    [Fact]
    public async Task A_plan_document_that_is_no_Unicode_comes_to_G01_as_it_was_written()
    {
        const string document = """{"name":"\ud800"}""";
        var world = new FakeWorld();
        world.Red["preflight.g01-plan"] = true;
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync(Raw($$"""{"planDocument":{{document}}}"""));
        Assert.Equal(FailureTypes.InvalidRequest, (await run.EndAsync()).FailureType);
        Assert.Equal(document, world.Document);
    }

    [Fact]
    public async Task A_run_that_does_not_answer_is_asked_again()
    {
        var deaf = new Deaf();
        var options = (TemporalClientOptions)server.Client.Options.Clone();
        options.Interceptors = [deaf];
        var world = new FakeWorld();
        await using var run = new FakeRun(new TemporalClient(server.Client.Connection, options), world);
        await run.StartAsync();
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
        Assert.NotNull(world.Report);
        Assert.Equal(2, deaf.Asked);
    }

    [Fact]
    public void What_an_earlier_version_asked_for_is_understood()
    {
        var report = SampleReport.Failed();
        var converter = DryRunConverter.Instance.PayloadConverter;
        Assert.Equal(report.Run, converter.ToValue<ReportRequest>(converter.ToPayload(report)).Run);
    }

    private static Task<Report?> AskAsync(FakeRun run) => run.Handle.QueryAsync<Report?>("report", []);

    private static string Members(Payloads payloads) =>
        string.Join(", ", JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Assert.Single(payloads.Payloads_).Data.ToStringUtf8())!.Keys);

    private static RawValue Raw(string json) =>
        new(new Payload { Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") }, Data = ByteString.CopyFromUtf8(json) });

    /// <summary>What history holds of a step: the members of what it was asked and of what it answered.</summary>
    private static async Task<string> SaidAsync(FakeRun run, string activity)
    {
        var events = (await run.Handle.FetchHistoryAsync()).Events;
        var asked = Assert.Single(events, e => e.ActivityTaskScheduledEventAttributes?.ActivityType.Name == activity);
        var answered = Assert.Single(events, e => e.ActivityTaskCompletedEventAttributes?.ScheduledEventId == asked.EventId);
        return $"{Members(asked.ActivityTaskScheduledEventAttributes.Input)} -> {Members(answered.ActivityTaskCompletedEventAttributes.Result)}";
    }

    private static string Text<T>(T said) => JsonSerializer.Serialize(said, Json.Options);

    /// <summary>Its first question for a report finds nobody.</summary>
    private sealed class Deaf : IClientInterceptor
    {
        private int asked;

        public int Asked => asked;

        public ClientOutboundInterceptor InterceptClient(ClientOutboundInterceptor nextInterceptor) => new Outbound(nextInterceptor, this);

        private sealed class Outbound(ClientOutboundInterceptor next, Deaf owner) : ClientOutboundInterceptor(next)
        {
            public override Task<TResult> QueryWorkflowAsync<TResult>(QueryWorkflowInput input) =>
                input.Query == "report" && Interlocked.Increment(ref owner.asked) == 1
                    ? throw new RpcException(RpcException.StatusCode.DeadlineExceeded, "planted: nobody answers", null)
                    : base.QueryWorkflowAsync<TResult>(input);
        }
    }
}
