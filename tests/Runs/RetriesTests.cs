using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Tests.Runs;

public sealed class RetriesTests
{
    [Fact]
    public void Nothing_cancels_a_teardown_step_or_a_gate_of_closure()
    {
        Assert.Equal(CancellationToken.None, Retries.TeardownStep("x").CancellationToken);
        Assert.Equal(CancellationToken.None, Retries.Closure("x").CancellationToken);
    }

    [Fact]
    public void No_step_that_creates_is_left_behind_by_a_stop()
    {
        using var stop = new CancellationTokenSource();
        Assert.All([Retries.Quick("x", stop.Token), Retries.Long("x", stop.Token)], options =>
        {
            Assert.Equal(stop.Token, options.CancellationToken);
            Assert.Equal(ActivityCancellationType.WaitCancellationCompleted, options.CancellationType);
        });
    }

    [Fact]
    public void A_teardown_step_is_tried_a_few_times_and_everything_else_without_end()
    {
        Assert.InRange(Retries.TeardownStep("x").RetryPolicy?.MaximumAttempts ?? 0, 2, 10);
        Assert.All(
            [Retries.Quick("x", default), Retries.Long("x", default), Retries.Closure("x")],
            options => Assert.Equal((0, TimeSpan.FromSeconds(10)), (options.RetryPolicy?.MaximumAttempts, options.RetryPolicy?.MaximumInterval)));
    }

    [Fact]
    public void A_dead_worker_is_noticed_by_every_activity_and_no_schedule_ends_one_early() => Assert.All(
        [Retries.Quick("x", default), Retries.Long("x", default), Retries.TeardownStep("x"), Retries.Closure("x")],
        options =>
        {
            Assert.InRange(options.HeartbeatTimeout ?? TimeSpan.MaxValue, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
            Assert.Equal((null, null), (options.ScheduleToCloseTimeout, options.ScheduleToStartTimeout));
        });

    [Fact]
    public void A_parked_teardown_tries_again_after_one_minute_and_in_the_end_every_fifteen() =>
        Assert.Equal([1, 2, 4, 8, 15, 15], new[] { 0, 1, 2, 3, 4, 100 }.Select(n => Retries.ParkedFor(n).TotalMinutes));
}
