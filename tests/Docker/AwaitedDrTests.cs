using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

[Trait("needs", "docker")]
public sealed class AwaitedDrTests
{
    [Fact]
    public async Task Is_not_asked_before_it_has_made_its_socket()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var (_, dr) = await live.ProvisionAsync();
        var socket = Path.Combine(RunPaths.For(live.WorkDirectory).Socket, DrSocket.File);
        var asked = new List<bool>();
        var server = new DrServer(() => new Told(live.Engine.Exec, () => asked.Add(File.Exists(socket))), live.Engine.FindAsync);
        var awake = new DrLifecycle(live.Engine, live.Fence, server);
        Assert.False(File.Exists(socket));
        await awake.StartAsync(dr, TestContext.Current.CancellationToken);
        await awake.AwaitReadyAsync(dr, TestContext.Current.CancellationToken);

        Assert.NotEmpty(asked);
        Assert.DoesNotContain(false, asked);
    }

    /// <summary>Tells of each program before it is started.</summary>
    private sealed class Told(IContainerExec exec, Action before) : IContainerExec
    {
        public Task<ExecOutput> RunAsync(string containerId, ExecCommand command, CancellationToken cancel)
        {
            before();
            return exec.RunAsync(containerId, command, cancel);
        }

        public Task<ExecOutput> StreamAsync(string containerId, ExecCommand command, Stream stdout, CancellationToken cancel)
        {
            before();
            return exec.StreamAsync(containerId, command, stdout, cancel);
        }
    }
}
