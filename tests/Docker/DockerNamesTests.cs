using DotIuCutter.Temporal.Activities.Docker;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

public sealed class DockerNamesTests
{
    [Fact]
    public void An_id_is_64_lower_case_hex_digits_and_nothing_else()
    {
        var id = new string('a', 64);
        Assert.True(DockerNames.IsId(id));
        Assert.All([null, "", id[1..], id[..12], id + "a", id + "\n", id.ToUpperInvariant(), "sha256:" + id, id[1..] + "g"], text => Assert.False(DockerNames.IsId(text), text));
    }

    [Fact]
    public void A_name_holds_no_wildcard_no_slash_and_no_escape()
    {
        Assert.All(["dr-net-v0.4-2026-05-17", "a1", "A_b.c-d"], text => Assert.True(DockerNames.IsName(text), text));
        Assert.All([null, "", "a", "dr*", "dr?", "/dr", "a/b", "..", "%64r", "dr\n", "-dr", "dr x"], text => Assert.False(DockerNames.IsName(text), text));
    }
}
