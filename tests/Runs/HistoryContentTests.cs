using System.Text.Json;
using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Google.Protobuf;
using Temporalio.Activities;
using Temporalio.Api.Common.V1;
using Temporalio.Api.History.V1;
using Temporalio.Converters;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Runs;

/// <summary>What a run knows is in its journal; its histories hold keys, states and findings.</summary>
public sealed class HistoryContentTests(TemporalServer server)
{
    private const int MostAskedBytes = 600;

    [Fact]
    public async Task Every_step_is_asked_with_the_runs_key_and_not_with_what_the_run_knows()
    {
        var world = new FakeWorld();
        await using var run = await EndedAsync(world, new StartInput { Plan = "two-scenarios" });
        var key = world.Recorded!.Manifest.RunKey;
        var asked = (await EventsAsync(run)).Select(e => e.ActivityTaskScheduledEventAttributes).OfType<ActivityTaskScheduledEventAttributes>().ToList();
        Assert.Superset(FakeWorld.StepNames.Where(n => n.StartsWith("teardown.", StringComparison.Ordinal)).ToHashSet(), asked.Select(a => a.ActivityType.Name).ToHashSet());
        Assert.All(asked.Where(a => a.ActivityType.Name is not ("preflight.g01-plan" or "notice.send" or "guard.watch")), a =>
        {
            var input = Assert.Single(a.Input.Payloads_).Data.ToStringUtf8();
            Assert.Equal(key, JsonSerializer.Deserialize<JsonElement>(input).GetProperty("run").GetString());
            Assert.InRange(input.Length, 1, MostAskedBytes);
        });
    }

    [Fact]
    public async Task A_teardown_is_started_with_the_runs_key_and_with_nothing_else()
    {
        var world = new FakeWorld();
        await using var run = await EndedAsync(world, new StartInput { Plan = "two-scenarios" });
        var start = (await run.Guard.FetchHistoryAsync()).Events.First().WorkflowExecutionStartedEventAttributes;
        Assert.Equal($$"""{"run":"{{world.Recorded!.Manifest.RunKey}}"}""", Assert.Single(start.Input.Payloads_).Data.ToStringUtf8());
    }

    [Fact]
    public async Task A_plan_document_is_in_the_start_of_its_run_and_nowhere_else()
    {
        var world = new FakeWorld();
        await using var run = await EndedAsync(world, new StartInput { PlanDocument = JsonSerializer.SerializeToElement(TwoScenarios.Plan, Json.Options) });
        Assert.Equal(["S1", "S2"], world.Report!.Scenarios.Select(s => s.Id));
        var commit = ByteString.CopyFromUtf8(TwoScenarios.Plan.Code.Commit).ToByteArray();
        var holding = (await EventsAsync(run)).Where(e => e.ToByteArray().AsSpan().IndexOf(commit) >= 0).ToList();
        Assert.NotNull(Assert.Single(holding).WorkflowExecutionStartedEventAttributes);
        await run.ReplayAsync();
    }

    /// <summary>The workflow could not hand it on as an input: the run hung.</summary>
    [Fact]
    public async Task A_plan_document_that_is_no_Unicode_comes_to_G01_as_it_was_written()
    {
        const string document = """{"name":"\ud800"}""";
        var world = new FakeWorld();
        string? read = null;
        world.Red["preflight.g01-plan"] = true;
        world.Before["preflight.g01-plan"] = async _ => read = await StartedPlanDocument.ReadAsync(ActivityExecutionContext.Current.CancellationToken);
        await using var run = new FakeRun(server.Client, world);
        await run.StartAsync(Raw($$"""{"planDocument":{{document}}}"""));
        Assert.Equal(FailureTypes.InvalidRequest, (await run.EndAsync()).FailureType);
        Assert.Equal(document, read);
    }

    private async Task<FakeRun> EndedAsync(FakeWorld world, StartInput input)
    {
        var run = new FakeRun(server.Client, world);
        await run.StartAsync(input);
        Assert.Equal(0, (await run.EndAsync()).Summary?.ExitCode);
        return run;
    }

    private static async Task<IReadOnlyList<HistoryEvent>> EventsAsync(FakeRun run) =>
        [.. (await run.Handle.FetchHistoryAsync()).Events, .. (await run.Guard.FetchHistoryAsync()).Events];

    private static RawValue Raw(string json) =>
        new(new Payload { Metadata = { ["encoding"] = ByteString.CopyFromUtf8("json/plain") }, Data = ByteString.CopyFromUtf8(json) });
}
