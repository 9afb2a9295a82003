using System.Text.RegularExpressions;
using CsCheck;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>A span's path is one of a few: no name and no id of a request ever becomes an attribute of its trace.</summary>
public sealed class PathTemplateProperties
{
    private static readonly Gen<string> Segment = Gen.OneOf(
        Pick.One("_ping", "version", "info", "containers", "networks", "volumes", "images", "exec", "json", "create", "logs", "start", "kill", "prune", "..", ""),
        Gen.String[1, 12].Select(s => $"private-{s}"));

    [Fact]
    public void Whatever_is_asked_no_segment_of_it_is_told() => Segment.Array[0, 5].Sample(segments =>
    {
        var template = PathTemplate.From(segments);
        Assert.Matches(new Regex(@"\A/[a-z_]+(/\{(id|name)\})?(/[a-z]+)?\z", RegexOptions.CultureInvariant), template);
        Assert.DoesNotContain("private", template, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("/containers/{id}/json", "containers", "private", "json")]
    [InlineData("/images/{name}/json", "images", "private", "with", "slashes", "json")]
    [InlineData("/volumes/{id}", "volumes", "private")]
    [InlineData("/other", "volumes", "private", "more")]
    [InlineData("/other")]
    public void Requests_of_one_kind_have_one_path(string template, params string[] segments) => Assert.Equal(template, PathTemplate.From(segments));
}
