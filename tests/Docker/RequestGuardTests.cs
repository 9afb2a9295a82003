using DotIuCutter.Temporal.Activities.Docker.Guard;
using Xunit;
using static DotIuCutter.Temporal.Tests.Docker.GuardSample;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>What no scope allows, and what one that only reads does not.</summary>
public sealed class RequestGuardTests
{
    [Theory]
    [InlineData("POST", "/containers/prune")]
    [InlineData("POST", "/volumes/prune")]
    [InlineData("POST", "/networks/prune")]
    [InlineData("POST", "/images/prune")]
    [InlineData("POST", "/build/prune")]
    [InlineData("POST", "/v1.41/volumes/prune")]
    [InlineData("POST", "/system/prune")]
    [InlineData("POST", "/build")]
    [InlineData("POST", "/commit")]
    [InlineData("DELETE", "/images/postgres")]
    [InlineData("DELETE", "/containers/dr?force=1&v=1")]
    [InlineData("DELETE", "/containers/aaaaaaaaaaaa?force=1&v=1")]
    [InlineData("DELETE", "/networks/net")]
    [InlineData("DELETE", "/volumes/other")]
    [InlineData("DELETE", "/volumes/vol?force=1")]
    [InlineData("DELETE", "/volumes/%76ol")]
    [InlineData("GET", "/containers/a%2Fb/json")]
    [InlineData("GET", "/containers//json")]
    [InlineData("POST", "/networks/net/disconnect")]
    [InlineData("POST", "/networks/net/connect")]
    [InlineData("POST", "/containers/dr/stop")]
    [InlineData("POST", "/containers/dr/restart")]
    [InlineData("POST", "/containers/dr/rename?name=x")]
    [InlineData("POST", "/containers/dr/update")]
    [InlineData("PUT", "/containers/dr/archive?path=/")]
    [InlineData("GET", "/containers/dr/export")]
    [InlineData("POST", "/swarm/init")]
    [InlineData("POST", "/images/create?fromImage=other&tag=1")]
    [InlineData("POST", "/images/create?fromImage=postgres")]
    [InlineData("POST", "/images/create?fromSrc=-")]
    public Task Refuses_what_this_product_never_asks(string method, string path) => new FakeDaemon().RefusesAsync(method, path);

    [Fact]
    public async Task Changes_nothing_in_a_scope_that_only_reads()
    {
        var daemon = new FakeDaemon(Container(), RunScope.Reading);
        await daemon.SendAsync("GET", "/containers/dr/json");
        await daemon.RefusesAsync("DELETE", $"/containers/{Id}?force=1&v=1");
        await daemon.RefusesAsync("POST", "/containers/create?name=dr", Create());
        await daemon.RefusesAsync("POST", $"/containers/{Id}/exec", Exec("psql"));
    }
}
