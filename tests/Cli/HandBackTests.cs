using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Worker.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Temporalio.Activities;
using Temporalio.Client;
using Temporalio.Worker;
using Temporalio.Workflows;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

[Collection(nameof(DevServer))]
public sealed class HandBackTests(DevServer server) : IDisposable
{
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task What_a_killed_worker_was_doing_is_tried_again_as_soon_as_another_starts()
    {
        server.Require();
        var cancel = TestContext.Current.CancellationToken;
        var id = $"killed-{Guid.NewGuid():N}";
        var begun = new TaskCompletionSource<byte[]>();
        using var worker = new TemporalWorker(server.Client, new TemporalWorkerOptions(id).AddWorkflow<OneStep>().AddActivity([Activity("step")] async () =>
        {
            var context = ActivityExecutionContext.Current;
            if (context.Info.Attempt == 1)
            {
                // It says nothing any more, and nothing but its hour of StartToClose would end it.
                begun.SetResult([.. context.Info.TaskToken]);
                await Task.Delay(Timeout.Infinite, context.WorkerShutdownToken);
            }

            return context.Info.Attempt;
        }));
        await worker.ExecuteAsync(async () =>
        {
            var handle = await server.Client.StartWorkflowAsync((OneStep w) => w.RunAsync(), new WorkflowOptions(id, id));
            var left = InFlight.Line(1, new Undone(id, await begun.Task));
            await File.WriteAllTextAsync($"{scratch.Host.Evidence}/.in-flight.killed", left, cancel);

            using var starting = new HandBack(server.Client, Settings(), NullLogger<HandBack>.Instance);
            await starting.StartAsync(cancel);
            Assert.Equal(2, await handle.GetResultAsync().WaitAsync(TimeSpan.FromSeconds(20), cancel));
            Assert.False(File.Exists($"{scratch.Host.Evidence}/.in-flight.killed"));
        }, cancel);
    }

    [Fact]
    public async Task Nothing_is_taken_from_a_worker_that_lives()
    {
        using var living = InFlight.Begin(scratch.Host.Evidence);
        using var doing = living.Do(new Undone("w", [1, 2]));
        await InFlight.TakeOverAsync(scratch.Host.Evidence, _ => throw new InvalidOperationException("It lives."));
        Assert.Single(Directory.GetFiles(scratch.Host.Evidence));
    }

    [Fact]
    public async Task A_worker_leaves_no_file_and_none_of_what_it_has_done()
    {
        using (var living = InFlight.Begin(scratch.Host.Evidence))
        {
            var file = Assert.Single(Directory.GetFiles(scratch.Host.Evidence));
            using (living.Do(new Undone("w", [1])))
            {
                living.Do(new Undone("w", [2])).Dispose();
                Assert.NotEqual(0, new FileInfo(file).Length);
            }

            Assert.Equal(0, new FileInfo(file).Length);
            living.Do(new Undone("w", [3])).Dispose();
        }

        Assert.Empty(Directory.GetFiles(scratch.Host.Evidence));
        await InFlight.TakeOverAsync(scratch.Host.Evidence, _ => throw new InvalidOperationException("Nothing was left."));
    }

    [Fact]
    public void Reads_what_was_begun_and_not_ended_and_nothing_of_a_line_that_was_cut_off()
    {
        var text = InFlight.Line(1, new Undone("w 1", [1])) + InFlight.Line(2, new Undone("w2", [2])) + "- 1\n" + InFlight.Line(3, new Undone("w3", [3]))[..9];
        var undone = Assert.Single(InFlight.Read(text));
        Assert.Equal("w2", undone.WorkflowId);
        Assert.Equal([2], undone.TaskToken);
        Assert.Equal("w 1", Assert.Single(InFlight.Read(InFlight.Line(1, new Undone("w 1", [1])))).WorkflowId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello\n")]
    [InlineData("+ 1 no-base64 no\n")]
    public void Takes_nothing_from_a_file_that_is_not_a_workers(string text) => Assert.Empty(InFlight.Read(text));

    private WorkerSettings Settings() => new()
    {
        Connection = server.Connection(),
        TaskQueue = "none",
        Host = scratch.Host,
        Out = TextWriter.Null,
        Variable = _ => null,
    };

    [Workflow]
    internal sealed class OneStep
    {
        private readonly ActivityOptions unwatched = new() { StartToCloseTimeout = TimeSpan.FromHours(1) };

        [WorkflowRun]
        public Task<int> RunAsync() => Workflow.ExecuteActivityAsync<int>("step", [], unwatched);
    }
}
