using System.Net;
using Xunit;
using static DotIuCutter.Temporal.Tests.Docker.GuardSample;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>Only what the daemon itself has just shown to be ours is deleted.</summary>
public sealed class GuardedDeletionTests
{
    [Fact]
    public async Task Deletes_a_container_that_the_daemon_showed_to_be_ours()
    {
        var daemon = new FakeDaemon(Container());
        await daemon.SendAsync("GET", "/containers/dr/json");
        Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("DELETE", $"/containers/{Id}?force=1&v=1"));
    }

    [Fact]
    public Task Refuses_to_delete_a_container_that_was_not_looked_at() => new FakeDaemon(Container()).RefusesAsync("DELETE", $"/containers/{Id}?force=1&v=1");

    [Theory]
    [InlineData("other", Nonce)]
    [InlineData("dr-of-another-run", Nonce)]
    [InlineData("dr", "ffffffffffffffffffffffffffffffff")]
    [InlineData("dr", "0123456789abffffffffffffffffffff")]
    [InlineData("dr", null)]
    public async Task Refuses_to_delete_or_touch_a_container_of_another_name_or_nonce(string name, string? nonce)
    {
        var daemon = new FakeDaemon(Container(name, nonce));
        await daemon.SendAsync("GET", "/containers/dr/json");
        await daemon.RefusesAsync("DELETE", $"/containers/{Id}?force=1&v=1");
        await daemon.RefusesAsync("POST", $"/containers/{Id}/start");
        await daemon.RefusesAsync("POST", $"/containers/{Id}/kill?signal=KILL");
        await daemon.RefusesAsync("DELETE", $"/volumes/{Anonymous}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?force=1")]
    [InlineData("?force=1&v=1&link=1")]
    public async Task Refuses_another_way_to_delete_our_container(string query)
    {
        var daemon = new FakeDaemon(Container());
        await daemon.SendAsync("GET", "/containers/dr/json");
        await daemon.RefusesAsync("DELETE", $"/containers/{Id}{query}");
    }

    [Fact]
    public async Task Refuses_to_change_who_is_in_our_network()
    {
        var daemon = new FakeDaemon(Named("net", Nonce));
        await daemon.SendAsync("GET", $"/networks/{Network}");
        await daemon.RefusesAsync("POST", $"/networks/{Network}/disconnect", "{\"Container\":\"guest\",\"Force\":true}");
        await daemon.RefusesAsync("POST", $"/networks/{Network}/connect", "{\"Container\":\"guest\"}");
    }

    [Fact]
    public async Task Refuses_to_delete_an_object_by_its_name_or_by_a_part_of_its_id_even_when_it_is_ours()
    {
        var daemon = new FakeDaemon(Container());
        await daemon.SendAsync("GET", "/containers/dr/json");
        foreach (var name in (string[])["dr", Id[..12], Id[..63]])
        {
            await daemon.RefusesAsync("DELETE", $"/containers/{name}?force=1&v=1");
        }
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    public async Task Refuses_to_delete_our_volume_by_force(string force)
    {
        var daemon = new FakeDaemon(Named("vol", Nonce));
        await daemon.SendAsync("GET", "/volumes/vol");
        await daemon.RefusesAsync("DELETE", $"/volumes/vol?force={force}");
    }

    [Fact]
    public async Task Deletes_an_anonymous_volume_only_when_it_hangs_on_our_container_or_was_captured()
    {
        await new FakeDaemon().RefusesAsync("DELETE", $"/volumes/{Anonymous}");
        var seen = new FakeDaemon(Container());
        await seen.SendAsync("GET", "/containers/dr/json");
        Assert.Equal(HttpStatusCode.OK, await seen.SendAsync("DELETE", $"/volumes/{Anonymous}"));
        var captured = new FakeDaemon(scope: Scope with { AnonymousVolumes = [Anonymous] });
        Assert.Equal(HttpStatusCode.OK, await captured.SendAsync("DELETE", $"/volumes/{Anonymous}"));
    }

    [Fact]
    public async Task Deletes_a_volume_once_for_each_time_its_nonce_was_seen()
    {
        var daemon = new FakeDaemon(Named("vol", Nonce));
        await daemon.RefusesAsync("DELETE", "/volumes/vol");
        await daemon.SendAsync("GET", "/volumes/vol");
        Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("DELETE", "/volumes/vol"));
        await daemon.RefusesAsync("DELETE", "/volumes/vol");
    }

    [Fact]
    public async Task Deletes_a_network_only_with_our_name_and_nonce()
    {
        var ours = new FakeDaemon(Named("net", Nonce));
        await ours.SendAsync("GET", $"/networks/{Network}");
        Assert.Equal(HttpStatusCode.OK, await ours.SendAsync("DELETE", $"/networks/{Network}"));
        foreach (var foreign in (string[])[Named("net", "other"), Named("other", Nonce), Named("net", null)])
        {
            var daemon = new FakeDaemon(foreign);
            await daemon.SendAsync("GET", $"/networks/{Network}");
            await daemon.RefusesAsync("DELETE", $"/networks/{Network}");
        }
    }
}
