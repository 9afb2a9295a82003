using CsCheck;
using DotIuCutter.Temporal.Activities.Docker;
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

    [Fact]
    public void An_image_is_pulled_by_the_very_reference_the_plan_gives() => Text.Where(DockerNames.IsImage).Sample(reference =>
    {
        var (image, tag) = ImagePort.Split(reference);
        Assert.Contains(reference, new[] { $"{image}:{tag}", $"{image}@{tag}", tag == "latest" ? image : "" });
        Assert.True(image.Length > 0 && tag.Length > 0, reference);
    });

    private static Gen<string> Text => Pick.One(
        "a", "B", "0", "f", ".", "..", "-", "_", "/", "//", ":", ":5000", "@", "@sha256:", "%2f", "%", "?", "#", "\\", " ", "é", "\n", "postgres", new string('a', 64)).Array[1, 6].Select(string.Concat);
}
