using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Exceptions;
using Temporalio.Testing;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class RunFenceTests
{
    [Fact]
    public async Task Creates_while_the_run_is_open()
    {
        using var scratch = new Scratch();
        Assert.Equal(7, await new RunFence(scratch.Host).CreateAsync(scratch.Run, () => Task.FromResult(7)));
    }

    [Fact]
    public async Task Creates_nothing_once_closed_even_by_another_process()
    {
        using var scratch = new Scratch();
        await new RunFence(scratch.Host).CloseAsync(scratch.Run);
        await new RunFence(scratch.Host).CloseAsync(scratch.Run);
        var created = false;
        var refused = await Assert.ThrowsAsync<ApplicationFailureException>(() => new RunFence(scratch.Host).CreateAsync(scratch.Run, () => Task.FromResult(created = true)));
        Assert.Equal((FailureTypes.RunClosed, true, false), (refused.ErrorType, refused.NonRetryable, created));
    }

    [Fact]
    public async Task Closing_waits_for_the_create_under_way()
    {
        using var scratch = new Scratch();
        var (begun, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        var create = new RunFence(scratch.Host).CreateAsync(scratch.Run, async () =>
        {
            begun.SetResult();
            await go.Task;
            return true;
        });
        await begun.Task;
        var waits = new TaskCompletionSource();
        var teardown = new ActivityEnvironment { Heartbeater = _ => waits.TrySetResult() };
        var close = teardown.RunAsync(() => new RunFence(scratch.Host).CloseAsync(scratch.Run));
        Assert.Equal(waits.Task, await Task.WhenAny(waits.Task, close));
        Assert.False(close.IsCompleted);
        go.SetResult();
        Assert.True(await create);
        await close.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_failed_create_lets_go_of_the_lock()
    {
        using var scratch = new Scratch();
        var fence = new RunFence(scratch.Host);
        await Assert.ThrowsAsync<InvalidOperationException>(() => fence.CreateAsync<int>(scratch.Run, () => throw new InvalidOperationException()));
        await fence.CloseAsync(scratch.Run).WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }
}
