using DotIuCutter.Temporal.Worker.Cli.Rendering;
using DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

public sealed class PendingRetryTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 17, 2, 0, 0, TimeSpan.Zero);

    private static readonly PendingRetry Retried = new() { Activity = "teardown.4-network", Attempt = 4, MostAttempts = 5, Reason = "Docker answered 409, removal in progress", NextAt = Now.AddSeconds(8) };

    [Fact]
    public void Says_which_attempt_when_and_why() =>
        Assert.Equal("attempt 4 of 5 at teardown.4-network in 8 s: Docker answered 409, removal in progress.", RetryText.Describe(Retried, Now));

    [Fact]
    public void Leaves_out_what_is_not_known() =>
        Assert.Equal("attempt 4 at teardown.4-network: Docker answered 409, removal in progress.", RetryText.Describe(Retried with { MostAttempts = null, NextAt = null }, Now));

    [Fact]
    public void Says_nothing_of_attempts_where_it_is_only_not_the_runs_turn()
    {
        var early = new PendingRetry { Activity = "preflight.turn", Attempt = 9, Reason = "Run 'a' waits for its turn", NextAt = Now.AddSeconds(8), Early = true };
        Assert.Equal("Run 'a' waits for its turn.", RetryText.Describe(early, Now));
        Assert.Equal("Run 'a' waits for its turn", Assert.Single(Changes.Between(null, new Observation { WorkflowId = "w", Wait = early }, Now)).Text);
    }

    [Fact]
    public void Is_told_once_for_a_step_and_a_reason_however_many_attempts_it_takes()
    {
        var before = new Observation { WorkflowId = "w", Wait = Retried };
        Assert.Single(Changes.Between(null, before, Now), change => change.Kind == "wait");
        Assert.DoesNotContain(Changes.Between(before, before with { Wait = Retried with { Attempt = 5 } }, Now), change => change.Kind == "wait");
        Assert.Single(Changes.Between(before, before with { Wait = Retried with { Reason = "another" } }, Now), change => change.Kind == "wait");
    }

    [Fact]
    public void How_far_a_step_has_come_is_a_change_for_programs_and_no_line_of_a_log()
    {
        var status = new RunStatus { WorkflowId = "w", Phase = RunPhase.Provision, Step = "dump production, read-only" };
        var before = new Observation { WorkflowId = "w", Run = status, Heartbeat = "dumped 21 MB" };
        var after = before with { Heartbeat = "dumped 42 MB" };
        Assert.Equal("Step dump production, read-only: dumped 42 MB", Assert.Single(Changes.Between(before, after, Now)).Text);
        Assert.Empty(Changes.Between(after, after, Now));

        using var log = new StringWriter();
        var progress = new PlainProgress(log, TimeProvider.System);
        progress.Show(before);
        progress.Show(after);
        Assert.DoesNotContain("MB", log.ToString(), StringComparison.Ordinal);
        Assert.Contains(StatusText.Render(after, "running", Now), line => line.Text == "  phase provision, at dump production, read-only: dumped 42 MB");
    }

    [Fact]
    public void A_log_names_a_step_once_and_only_when_it_is_met_twice()
    {
        using var log = new StringWriter();
        var progress = new PlainProgress(log, TimeProvider.System);
        foreach (var step in (string[])["start DR", "dump", "dump", "dump", "restore"])
        {
            progress.Show(new Observation { WorkflowId = "w", Run = new RunStatus { WorkflowId = "w", Phase = RunPhase.Provision, Step = step } });
        }

        Assert.Equal(["Preflight was green; provisioning began.", "Working on: dump."], log.ToString().Split(log.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(l => l[9..]));
    }
}
