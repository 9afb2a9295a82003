using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Tests.Doubles;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>The product's own client on a socket that would do whatever it is asked.</summary>
public sealed class GuardedSessionTests
{
    [Fact]
    public async Task Nothing_reaches_the_engine_around_the_guard()
    {
        await using var engine = new EngineSocket();
        using var session = new DockerSession(engine.Endpoint, RunScope.Reading);
        await Assert.ThrowsAsync<GuardRefusedException>(() => session.Containers.RemoveAsync(new string('a', 64), CancellationToken.None));
        await Assert.ThrowsAsync<GuardRefusedException>(() => session.Volumes.RemoveAsync("vol-x", CancellationToken.None));
        await Assert.ThrowsAsync<GuardRefusedException>(() => session.Networks.RemoveAsync(new string('a', 64), CancellationToken.None));
        Assert.Empty(engine.Changes);
    }
}
