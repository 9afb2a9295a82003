using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Host.Rules;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Host;

public sealed class HostOptionsTests
{
    [Fact]
    public void Accepts_a_host_whose_directories_are_apart()
    {
        using var scratch = new Scratch();
        Assert.Empty(scratch.Host.Problems());
    }

    [Fact]
    public void Names_every_unset_variable_at_once()
    {
        var problems = HostOptions.FromEnvironment(_ => null).Problems();
        Assert.Equal(["DRYRUN_PLANS", "DRYRUN_WORK_ROOT", "DRYRUN_EVIDENCE"], problems.Select(p => p.Split(' ')[0]));
    }

    [Theory]
    [InlineData("tcp://one:2375", "tcp://two:2375", "tcp://one:2375")]
    [InlineData(null, "tcp://two:2375", "tcp://two:2375")]
    [InlineData(null, null, "unix:///var/run/docker.sock")]
    public void Takes_its_own_variable_before_dockers(string? own, string? dockers, string expected)
    {
        var host = HostOptions.FromEnvironment(name => name switch { "DRYRUN_DOCKER" => own, "DOCKER_HOST" => dockers, _ => null });
        Assert.Equal(expected, host.DockerEndpoint.OriginalString);
    }

    [Theory]
    [InlineData("ssh://box")]
    [InlineData("not a uri")]
    public void Rejects_an_endpoint_it_cannot_reach(string endpoint)
    {
        using var scratch = new Scratch();
        var host = HostOptions.FromEnvironment(name => name == "DRYRUN_DOCKER" ? endpoint : null);
        Assert.Contains(endpoint, Assert.Single((scratch.Host with { DockerEndpoint = host.DockerEndpoint }).Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_evidence_below_the_work_root_even_through_a_link()
    {
        using var scratch = new Scratch();
        Directory.CreateSymbolicLink(scratch.At("link"), scratch.At("work"));
        Assert.Contains((scratch.Host with { Evidence = scratch.At("work/evidence") }).Problems(), p => p.Contains("apart from", StringComparison.Ordinal));
        var linked = (scratch.Host with { Evidence = scratch.At("link/evidence") }).Problems();
        Assert.Contains(linked, p => p.Contains("no symbolic link", StringComparison.Ordinal));
        Assert.Contains(linked, p => p.Contains("apart from", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/a/../b")]
    [InlineData("/a/")]
    [InlineData("/a//b")]
    public void Rejects_a_path_that_is_not_written_out(string path)
    {
        using var scratch = new Scratch();
        Assert.Contains("Write it out", Assert.Single((scratch.Host with { Plans = path }).Problems()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("many")]
    [InlineData("99999999999")]
    public void Rejects_a_number_of_runs_that_is_none(string written)
    {
        using var scratch = new Scratch();
        Assert.Contains($"DRYRUN_MAX_RUNS is '{written}'", Assert.Single((scratch.Host with { MaxRuns = written }).Problems()), StringComparison.Ordinal);
    }

    [Fact]
    public void Carries_a_run_a_core_and_at_least_two_where_nothing_is_said()
    {
        using var scratch = new Scratch();
        Assert.Equal(Math.Max(2, Environment.ProcessorCount), scratch.Host.MostRuns);
        Assert.Equal(7, (scratch.Host with { MaxRuns = "7" }).MostRuns);
    }

    [Fact]
    public void Looks_without_making_anything()
    {
        using var scratch = new Scratch();
        Assert.Empty((scratch.Host with { Evidence = scratch.At("new/evidence") }).Problems());
        Assert.False(Directory.Exists(scratch.At("new")));
    }
}
