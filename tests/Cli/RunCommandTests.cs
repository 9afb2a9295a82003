using System.Text.Json;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Api.Enums.V1;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

[Collection(nameof(DevServer))]
public sealed class RunCommandTests : IDisposable
{
    private readonly DevServer server;
    private readonly Terminal terminal;

    public RunCommandTests(DevServer server)
    {
        server.Require();
        this.server = server;
        terminal = new Terminal(server.Address);
    }

    public void Dispose() => terminal.Dispose();

    [Fact]
    public async Task Follows_a_green_run_to_exit_0_with_its_three_verdicts_and_evidence()
    {
        Assert.Equal(0, await terminal.RunAsync("run", "green", "--workflow-id", "dryrun-green-1"));
        Assert.Contains("Scenarios   PASS", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Teardown    CLEAN", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Invariants  HELD", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("Evidence: /evidence/green-0123456789ab", terminal.Out, StringComparison.Ordinal);
        Assert.Single(terminal.Lines, l => l.Contains("Scenario S1 passed in 1.2 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Writes_one_JSON_object_a_line_and_the_summary_last()
    {
        Assert.Equal(0, await terminal.RunAsync("run", "green", "--workflow-id", "dryrun-green-json", "--json"));
        var lines = terminal.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Contains(lines, l => l.GetProperty("kind").GetString() == "gate" && l.GetProperty("gate").GetProperty("gate").GetString() == "G-01");
        Assert.Equal("end", lines[^1].GetProperty("kind").GetString());
        Assert.Equal(0, lines[^1].GetProperty("exitCode").GetInt32());
        Assert.Equal("pass", lines[^1].GetProperty("summary").GetProperty("verdicts").GetProperty("scenarios").GetString());
    }

    [Fact]
    public async Task Lists_every_problem_the_worker_found_and_exits_2()
    {
        Assert.Equal(2, await terminal.RunAsync("run", "invalid"));
        Assert.Contains("$.objects.network is 'dead': a name holds a letter outside a-f. Rename it.", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exits_3_when_preflight_refuses() => Assert.Equal(3, await terminal.RunAsync("run", "refused"));

    [Fact]
    public async Task Says_what_failed_and_exits_7_when_a_run_breaks_without_a_verdict()
    {
        Assert.Equal(7, await terminal.RunAsync("run", "broken"));
        Assert.Contains("disk on fire", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("dryrun reconcile", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_aborts_and_the_teardown_is_followed_to_exit_6()
    {
        var run = terminal.RunAsync("run", "waits", "--workflow-id", "dryrun-waits-abort");
        await terminal.SeenAsync("the scenarios began");
        terminal.Interrupts.Press();
        Assert.Equal(6, await run);
        Assert.Contains("The abort was sent", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("The run was aborted: Ctrl-C", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(WorkflowExecutionStatus.Completed, await StateAsync("dryrun-waits-abort-teardown"));
    }

    [Fact]
    public async Task Ctrl_C_says_when_nobody_is_there_to_hear_it()
    {
        using var nobody = new Terminal(server.Address, $"nobody-{Guid.NewGuid():N}");
        var run = nobody.RunAsync("run", "waits", "--workflow-id", "dryrun-waits-for-a-worker");
        await nobody.SeenAsync("worker");
        nobody.Interrupts.Press();
        await nobody.SeenAsync("The abort was sent, but no worker answers");
        nobody.Interrupts.Press();
        Assert.Equal(7, await run);
        await server.Client.GetWorkflowHandle("dryrun-waits-for-a-worker").TerminateAsync();
    }

    [Fact]
    public async Task Ctrl_C_twice_leaves_the_run_to_itself_and_says_how_to_follow_it()
    {
        var run = terminal.RunAsync("run", "parked", "--workflow-id", "dryrun-parked-detach");
        await terminal.SeenAsync("is parked");
        terminal.Interrupts.Press();
        terminal.Interrupts.Press();
        Assert.Equal(7, await run);
        Assert.Contains("dryrun status dryrun-parked-detach --watch", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(WorkflowExecutionStatus.Running, await StateAsync("dryrun-parked-detach-teardown"));
        await server.Client.GetWorkflowHandle("dryrun-parked-detach-teardown").SignalAsync("retry", []);
    }

    [Fact]
    public async Task Being_told_to_end_does_not_abort_the_run()
    {
        var run = terminal.RunAsync("run", "waits", "--workflow-id", "dryrun-waits-term");
        await terminal.SeenAsync("the scenarios began");
        terminal.Interrupts.End();
        Assert.Equal(7, await run);
        Assert.DoesNotContain("abort was sent", terminal.Out, StringComparison.Ordinal);
        Assert.Equal(WorkflowExecutionStatus.Running, await StateAsync("dryrun-waits-term"));
        await server.Client.GetWorkflowHandle("dryrun-waits-term").SignalAsync("abort", []);
    }

    [Fact]
    public async Task Shows_a_parked_teardown_with_the_one_command_and_ends_with_4_once_acknowledged()
    {
        var run = terminal.RunAsync("run", "parked", "--workflow-id", "dryrun-parked-ack");
        await terminal.SeenAsync($"docker network rm {new string('a', 64)}");
        using var other = new Terminal(server.Address);
        Assert.Equal(2, await other.RunAsync("acknowledge", "dryrun-parked-ack", "dr-nett", "--reason", "typo"));
        Assert.Contains("network dr-net", other.Error, StringComparison.Ordinal);
        Assert.Equal(0, await other.RunAsync("acknowledge", "dryrun-parked-ack", "dr-net", "--reason", "kept for inspection"));
        Assert.Equal(4, await run);
        Assert.Contains("kept for inspection", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_a_teardown_at_its_deadline_with_4_and_names_what_is_still_there()
    {
        Assert.Equal(4, await terminal.RunAsync("run", "parked", "--workflow-id", "dryrun-parked-deadline", "--teardown-deadline", "1s"));
        Assert.Contains("has not ended within 1s; it goes on by itself", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("dr-net", terminal.Out[terminal.Out.IndexOf("has not ended within", StringComparison.Ordinal)..], StringComparison.Ordinal);
        Assert.Equal(WorkflowExecutionStatus.Running, await StateAsync("dryrun-parked-deadline-teardown"));
        await server.Client.GetWorkflowHandle("dryrun-parked-deadline-teardown").SignalAsync("retry", []);
    }

    [Fact]
    public async Task A_deadline_that_is_no_time_starts_nothing()
    {
        Assert.Equal(2, await terminal.RunAsync("run", "parked", "--teardown-deadline", "soon"));
        Assert.Contains("'--teardown-deadline' is 'soon', which is not a time from 1s to 24h. Give one such as 90s, 10m or 1h", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_a_parked_teardown_with_4_when_told_not_to_wait_and_retry_wakes_it()
    {
        Assert.Equal(4, await terminal.RunAsync("run", "parked", "--workflow-id", "dryrun-parked-leave", "--leave-parked"));
        Assert.Equal(WorkflowExecutionStatus.Running, await StateAsync("dryrun-parked-leave"));
        Assert.Equal(0, await terminal.RunAsync("retry", "dryrun-parked-leave"));
        Assert.Equal(0, await terminal.RunAsync("status", "dryrun-parked-leave", "--watch"));
    }

    [Fact]
    public async Task Follows_the_guard_of_a_terminated_run_and_exits_7()
    {
        var run = terminal.RunAsync("run", "waits", "--workflow-id", "dryrun-waits-terminated");
        await terminal.SeenAsync("the scenarios began");
        await server.Client.GetWorkflowHandle("dryrun-waits-terminated").TerminateAsync("test");
        Assert.Equal(7, await run);
        Assert.Contains("was terminated from outside", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("nothing of the run was left", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exits_6_when_the_run_is_cancelled()
    {
        var run = terminal.RunAsync("run", "waits", "--workflow-id", "dryrun-waits-cancel");
        await terminal.SeenAsync("the scenarios began");
        await server.Client.GetWorkflowHandle("dryrun-waits-cancel").CancelAsync();
        Assert.Equal(6, await run);
    }

    [Fact]
    public async Task Refuses_a_second_run_of_the_same_id_and_names_the_remedy()
    {
        Assert.Equal(0, await terminal.RunAsync("run", "waits", "--workflow-id", "dryrun-waits-twice", "--detach"));
        Assert.Equal(2, await terminal.RunAsync("run", "waits", "--workflow-id", "dryrun-waits-twice"));
        Assert.Contains("is already running. Follow it with `dryrun status dryrun-waits-twice --watch`, or abort it with `dryrun abort dryrun-waits-twice`", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(0, await terminal.RunAsync("abort", "dryrun-waits-twice", "--reason", "done here"));
        Assert.Equal(6, await terminal.RunAsync("status", "dryrun-waits-twice", "--watch"));
        Assert.Equal(2, await terminal.RunAsync("abort", "dryrun-waits-twice"));
    }

    [Fact]
    public async Task Says_once_that_no_worker_answers_and_goes_on_following()
    {
        using var lonely = new Terminal(server.Address, "dryrun-nobody-polls");
        var run = lonely.RunAsync("run", "green", "--workflow-id", "dryrun-lonely");
        await lonely.SeenAsync("No worker answered for 'dryrun-lonely' on task queue 'dryrun-nobody-polls'");
        lonely.Interrupts.End();
        Assert.Equal(7, await run);
        Assert.Single(lonely.Lines, l => l.Contains("No worker answered", StringComparison.Ordinal));
        await server.Client.GetWorkflowHandle("dryrun-lonely").TerminateAsync("test");
    }

    [Fact]
    public async Task Starts_nothing_when_the_plan_file_is_invalid_or_not_the_approved_one()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("plan.json", "{}");
        Assert.Equal(2, await terminal.RunAsync("run", path));
        Assert.Contains("Nothing was started", terminal.Error, StringComparison.Ordinal);
        folder.Write("plan.json", JsonSerializer.Serialize(SamplePlan.Any("green"), Json.Options));
        Assert.Equal(2, await terminal.RunAsync("run", path, "--plan-sha256", new string('0', 64)));
        Assert.Contains("not the approved 0000", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(0, await terminal.RunAsync("run", path, "--workflow-id", "dryrun-from-file"));
    }

    private async Task<WorkflowExecutionStatus> StateAsync(string id) =>
        (await server.Client.GetWorkflowHandle(id).DescribeAsync()).Status;
}
