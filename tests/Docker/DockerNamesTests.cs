using CsCheck;
using DotIuCutter.Temporal.Activities.Docker.Api;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Tests.Builders;
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

    /// <summary>The client puts a name or reference into the path as it is.</summary>
    [Fact]
    public void What_passes_for_a_name_or_reference_is_the_same_in_a_path() => Text.Sample(text =>
    {
        if (DockerNames.IsName(text) || DockerNames.IsImage(text))
        {
            var path = $"/images/{text}/json";
            Assert.Equal((path, ""), (new Uri($"http://docker{path}").AbsolutePath, new Uri($"http://docker{path}").Query));
        }
    }, iter: 20_000);

    /// <summary>Without a tag Docker would pull every tag; a registry's port is none, and a digest says more than one.</summary>
    [Fact]
    public void An_image_is_pulled_by_the_very_reference_the_plan_gives() => Reference.Sample((name, tag, digest) =>
    {
        var reference = name + (tag.Length > 0 ? ":" : "") + tag + (digest.Length > 0 ? "@" : "") + digest;
        Assert.True(DockerNames.IsImage(reference), reference);
        var expected = (digest, tag) switch
        {
            ({ Length: > 0 }, "") => (name, digest),
            ({ Length: > 0 }, _) => ($"{name}:{tag}", digest),
            (_, "") => (name, "latest"),
            _ => (name, tag),
        };
        Assert.Equal(expected, ImageClient.Split(reference));
    });

    // Made of its parts: of texts at random too few are references.
    private static Gen<(string Name, string Tag, string Digest)> Reference => Gen.Select(
        Pick.One("a", "postgres", "B-0_f.c", "registry/postgres", "127.0.0.1:5000/postgres", "registry.example:5000/team/postgres"),
        Pick.One("", "17", "latest", "a.b-c_D", "5000"),
        Pick.One("", $"sha256:{new string('a', 64)}"));

    private static Gen<string> Text => Pick.One(
        "a", "B", "0", "f", ".", "..", "-", "_", "/", "//", ":", ":5000", "@", "@sha256:", "%2f", "%", "?", "#", "\\", " ", "é", "\n", "postgres", new string('a', 64)).Array[1, 6].Select(string.Concat);
}
