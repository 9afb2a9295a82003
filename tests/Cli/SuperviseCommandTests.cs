using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Tests.Supervision;
using DotIuCutter.Temporal.Worker.Client.Supervising;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client.Schedules;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

[Collection(nameof(DevServer))]
public sealed class SuperviseCommandTests : IDisposable
{
    private readonly DevServer server;
    private readonly string queue = $"supervise-{Guid.NewGuid():N}";
    private readonly Terminal terminal;

    public SuperviseCommandTests(DevServer server)
    {
        server.Require();
        this.server = server;
        terminal = new Terminal(server.Address, queue);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SupervisorSchedule Schedule => new(server.Client, queue);

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task Makes_the_schedule_of_its_task_queue_that_skips_a_look_while_one_is_under_way()
    {
        Assert.Equal(0, await terminal.RunAsync("supervise"));
        Assert.Contains($"runs now and every 5m, by schedule '{queue}-supervisor'", terminal.Out, StringComparison.Ordinal);
        var made = await DescribeAsync();
        var action = Assert.IsType<ScheduleActionStartWorkflow>(made.Action);
        Assert.Equal((WorkflowNames.Supervise, queue), (action.Workflow, action.Options.TaskQueue));
        Assert.True(made.Policy.Overlap is Temporalio.Api.Enums.V1.ScheduleOverlapPolicy.Skip, $"{made.Policy.Overlap}");
        Assert.Equal("dryrun-supervisor", WorkflowNames.SupervisorId(WorkflowNames.TaskQueue));
    }

    [Fact]
    public async Task A_workers_start_keeps_the_interval_and_the_pause_an_operator_set()
    {
        Assert.True(await Schedule.EnsureAsync(Cancel));
        Assert.Equal(0, await terminal.RunAsync("supervise", "--every", "90s"));
        Assert.False(await Schedule.EnsureAsync(Cancel));
        Assert.Equal(TimeSpan.FromSeconds(90), await Schedule.EveryAsync(Cancel));

        Assert.Equal(0, await terminal.RunAsync("supervise", "--off"));
        Assert.False(await Schedule.EnsureAsync(Cancel));
        await Schedule.TriggerAsync(Cancel);
        Assert.True((await DescribeAsync()).State.Paused);

        Assert.Equal(0, await terminal.RunAsync("supervise"));
        Assert.False((await DescribeAsync()).State.Paused);
        Assert.Equal(TimeSpan.FromSeconds(90), await Schedule.EveryAsync(Cancel));
    }

    [Fact]
    public async Task A_paused_one_is_not_made_to_look()
    {
        var witness = new WitnessedClient();
        var schedule = new SupervisorSchedule(witness.Over(server.Client), queue);
        await schedule.EnsureAsync(Cancel);
        Assert.Equal(0, await terminal.RunAsync("supervise", "--off"));
        await schedule.TriggerAsync(Cancel);
        Assert.Equal(0, witness.Triggers);

        Assert.Equal(0, await terminal.RunAsync("supervise"));
        await schedule.TriggerAsync(Cancel);
        Assert.Equal(1, witness.Triggers);
    }

    [Fact]
    public async Task Says_that_there_was_none_to_turn_off()
    {
        Assert.Equal(0, await terminal.RunAsync("supervise", "--off"));
        Assert.Contains("nothing to turn off", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_JSON()
    {
        Assert.Equal(0, await terminal.RunAsync("supervise", "--json"));
        var answer = JsonDocument.Parse(terminal.Out).RootElement;
        Assert.Equal($"{queue}-supervisor", answer.GetProperty("schedule").GetString());
        Assert.True(answer.GetProperty("on").GetBoolean());
    }

    [Theory]
    [InlineData("--every", "5")]
    [InlineData("--every", "9s")]
    [InlineData("--every", "25h")]
    [InlineData("--every", "5 m")]
    [InlineData("--every", "99999999999s")]
    [InlineData("--once", "--off")]
    public async Task Refuses_what_makes_no_sense_with_2_and_makes_nothing(params string[] flags)
    {
        Assert.Equal(2, await terminal.RunAsync(["supervise", .. flags]));
        Assert.Contains("dryrun supervise --help", terminal.Error, StringComparison.Ordinal);
        Assert.False(await Schedule.TurnOffAsync(Cancel));
    }

    [Theory]
    [InlineData("10s")]
    [InlineData("5m")]
    [InlineData("24h")]
    public void Writes_an_interval_as_it_reads_it(string text) => Assert.Equal(text, DurationText.Format(DurationText.Parse(text)!.Value));

    /// <summary>Two workers of one queue with a directory each would share out one run's steps, and with them its evidence.</summary>
    [Fact]
    public async Task A_worker_does_not_start_beside_one_of_its_queue_with_another_evidence_directory()
    {
        var root = Directory.CreateTempSubdirectory("dryrun-split-").FullName;
        try
        {
            var first = $"{root}/first";
            var claim = await EvidenceClaim.TakeAsync(first, $"task queue {queue} at {server.Address}, namespace default", Cancel);
            await new SupervisorSchedule(server.Client, queue, first).EnsureAsync(Cancel);
            Assert.Equal(0, await terminal.RunAsync("supervise"));
            terminal.Environment["DRYRUN_PLANS"] = Directory.CreateDirectory($"{root}/plans").FullName;
            terminal.Environment["DRYRUN_WORK_ROOT"] = $"{root}/work";
            terminal.Environment["DRYRUN_EVIDENCE"] = $"{root}/second";
            Assert.Equal(2, await terminal.RunAsync("worker"));
            Assert.Contains($"with evidence directory '{first}'", terminal.Error, StringComparison.Ordinal);

            // The one that was there has gone: its directory is only a memory, and the next worker's takes its place.
            claim.Dispose();
            Assert.Null(EvidenceClaim.HolderOf(first));
            await new SupervisorSchedule(server.Client, queue, $"{root}/second").EnsureAsync(Cancel);
            Assert.Equal($"{root}/second", await Schedule.EvidenceAsync(Cancel));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task A_worker_does_not_start_on_evidence_that_a_worker_of_another_Temporal_holds()
    {
        var root = Directory.CreateTempSubdirectory("dryrun-claim-").FullName;
        try
        {
            Directory.CreateDirectory($"{root}/plans");
            using var claim = await EvidenceClaim.TakeAsync($"{root}/evidence", "task queue dryrun at other:7233, namespace default", Cancel);
            terminal.Environment["DRYRUN_PLANS"] = $"{root}/plans";
            terminal.Environment["DRYRUN_WORK_ROOT"] = $"{root}/wd";
            terminal.Environment["DRYRUN_EVIDENCE"] = $"{root}/evidence";
            Assert.Equal(2, await terminal.RunAsync("worker"));
            Assert.Contains($"is in use by a worker for task queue dryrun at other:7233", terminal.Error, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private async Task<Schedule> DescribeAsync() => (await server.Client.GetScheduleHandle(Schedule.Id).DescribeAsync()).Schedule;
}
