using System.Net;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using Xunit;
using static DotIuCutter.Temporal.Tests.Docker.GuardSample;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>Programs in containers of others only read.</summary>
public sealed class GuardedExecTests
{
    [Theory]
    [InlineData("pg_dump", true)]
    [InlineData("/usr/lib/postgresql/17/bin/psql", true)]
    [InlineData("sh", false)]
    [InlineData("dropdb", false)]
    [InlineData("/tmp/psql", false)]
    public async Task Runs_only_the_programs_that_read_in_containers_of_others(string program, bool allowed)
    {
        var daemon = new FakeDaemon(Container("production", null), RunScope.Reading with { RunsPrograms = true });
        await daemon.RefusesAsync("POST", $"/containers/{Id}/exec", Exec(program));
        await daemon.SendAsync("GET", $"/containers/{Id}/json");
        if (allowed)
        {
            Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("POST", $"/containers/{Id}/exec", Exec(program)));
        }
        else
        {
            await daemon.RefusesAsync("POST", $"/containers/{Id}/exec", Exec(program));
        }

        await daemon.RefusesAsync("POST", "/exec/" + new string('d', 64) + "/start", "{}");
    }

    [Theory]
    [InlineData("{\"Privileged\":true,\"Cmd\":CMD}")]
    [InlineData("{\"Env\":[\"PGPASSWORD=x\"],\"Cmd\":CMD}")]
    [InlineData("{\"AttachStdin\":true,\"Cmd\":DUMP}")]
    [InlineData("{\"Cmd\":[\"sh\",\"-c\",\"rm -rf /\"]}")]
    [InlineData("{\"Cmd\":[\"psql\"]}")]
    public async Task Refuses_an_exec_of_any_other_form(string body)
    {
        var daemon = new FakeDaemon(Container("production", null), RunScope.Reading with { RunsPrograms = true });
        await daemon.SendAsync("GET", $"/containers/{Id}/json");
        var cmd = JsonSerializer.Serialize(ExecPrograms.Launching(["psql"]));
        var dump = JsonSerializer.Serialize(ExecPrograms.Launching(["pg_dump"]));
        await daemon.RefusesAsync("POST", $"/containers/{Id}/exec", body.Replace("CMD", cmd, StringComparison.Ordinal).Replace("DUMP", dump, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Psql_may_be_given_what_it_reads()
    {
        var daemon = new FakeDaemon(Container("production", null), RunScope.Reading with { RunsPrograms = true });
        await daemon.SendAsync("GET", $"/containers/{Id}/json");
        var body = JsonSerializer.Serialize(new { AttachStdin = true, AttachStdout = true, Cmd = ExecPrograms.Launching(["psql", "-X"]) });
        Assert.Equal(HttpStatusCode.OK, await daemon.SendAsync("POST", $"/containers/{Id}/exec", body));
    }
}
