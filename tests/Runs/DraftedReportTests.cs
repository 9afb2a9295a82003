using System.Text.Json;
using DotIuCutter.Temporal.Tests.Closure.Reports;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Closure;
using Temporalio.Api.Common.V1;
using Temporalio.Client;
using Temporalio.Client.Interceptors;
using Temporalio.Converters;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>The report is asked of its run; the history does not hold it.</summary>
public sealed class DraftedReportTests(TemporalServer server)
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
        var events = (await run.Handle.FetchHistoryAsync()).Events;
        var asked = Assert.Single(events, e => e.ActivityTaskScheduledEventAttributes?.ActivityType.Name == "closure.report");
        var answered = Assert.Single(events, e => e.ActivityTaskCompletedEventAttributes?.ScheduledEventId == asked.EventId);
        Assert.Equal(["run"], Members(asked.ActivityTaskScheduledEventAttributes.Input));
        Assert.Equal(["directory", "sha256"], Members(answered.ActivityTaskCompletedEventAttributes.Result));
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

    private static string[] Members(Payloads payloads) =>
        [.. JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Assert.Single(payloads.Payloads_).Data.ToStringUtf8())!.Keys];

    private static string Text(Report report) => JsonSerializer.Serialize(report, Json.Options);

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
