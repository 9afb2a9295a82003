using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Tests.Docker;
using DotIuCutter.Temporal.Tests.EndToEnd;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Scenarios.Harnesses;

/// <summary>What docs/harness.md says that a harness finds around it, asked from within.</summary>
[Trait("needs", "docker")]
public sealed class SurroundingsTests
{
    private const string Probe = """
        can() { if "$@" 2>/dev/null; then echo yes; else echo no; fi; }
        status() { sed -n "s/^$1:[[:space:]]*//p" /proc/self/status; }
        echo "process id: $$"
        echo "user and group: $(id -u):$(id -g)"
        echo "directory: $PWD"
        echo "capabilities: $(status CapEff) $(status CapBnd)"
        echo "no new privileges: $(status NoNewPrivs)"
        echo "variables: $(env | sed -n 's/^\(PG[A-Z]*\|GREETING\)=.*/\1/p' | sort | xargs)"
        echo "password file: $(stat -c '%a %u' "$PGPASSFILE") $(cut -d: -f1-4 "$PGPASSFILE")"
        echo "writes to its root: $(can touch /here)"
        echo "writes to the code: $(can touch /code/here)"
        echo "writes to /tmp and /dev/shm: $(can touch /tmp/here) $(can touch /dev/shm/here)"
        printf '#!/bin/sh\n' >/tmp/program && chmod +x /tmp/program
        echo "runs what is in /tmp: $(can /tmp/program)"
        echo "space in /tmp and /dev/shm: $(df -m --output=size /tmp /dev/shm | tail -n 2 | xargs)"
        echo "reads another's private file: $(can cat /code/private)"
        echo "reads another's open file: $(can grep -q open /code/open)"
        echo "has input: $(can read -r line)"
        echo "interfaces: $(ls /sys/class/net | xargs)"
        echo "memory and processes: $(cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes) $(cat /sys/fs/cgroup/pids.max 2>/dev/null || cat /sys/fs/cgroup/pids/pids.max)"
        """;

    [Fact]
    public async Task Are_those_of_the_contract()
    {
        await using var live = await ReadyAsync();
        var (network, dr) = await live.ProvisionAsync();
        var request = live.Scenario(network, dr, await LiveRun.ImageIdAsync("iu-cutter-harness:0.4"), ["bash", "-c", Probe]);
        var harness = request.Harness! with { Environment = new Dictionary<string, string> { ["GREETING"] = "hello" } };
        await File.WriteAllTextAsync($"{request.CodeDirectory}/private", "private");
        await File.WriteAllTextAsync($"{request.CodeDirectory}/open", "open");
        await Shell.RunAsync("chown", "12345:12345", $"{request.CodeDirectory}/private", $"{request.CodeDirectory}/open");
        await Shell.RunAsync("chmod", "0600", $"{request.CodeDirectory}/private");

        var run = await new HarnessRun(live.Engine, live.Fence, live.Evidence).RunAsync(
            request with { Harness = harness }, _ => Task.CompletedTask, CancellationToken.None);
        Assert.Equal((ScenarioEnd.Finished, 0), (run.End, run.ExitCode));
        Assert.Equal(
            [
                "process id: 1",
                "user and group: 0:0",
                "directory: /code",
                "capabilities: 0000000000000000 0000000000000000",
                "no new privileges: 1",
                "variables: GREETING PGDATABASE PGHOST PGPASSFILE PGPORT PGUSER",
                "password file: 600 0 *:*:*:*",
                "writes to its root: no",
                "writes to the code: no",
                "writes to /tmp and /dev/shm: yes yes",
                "runs what is in /tmp: no",
                "space in /tmp and /dev/shm: 64 64",
                "reads another's private file: no",
                "reads another's open file: yes",
                "has input: no",
                "interfaces: eth0 lo",
                $"memory and processes: {harness.MemoryMegabytes * 1024L * 1024} {harness.PidsLimit}",
            ],
            (await DockerCommand.RunAsync("logs", run.HarnessId!)).Split('\n'));
    }

    /// <summary>Docker says no more than the number, and these two are what a kill and a stopping daemon leave.</summary>
    [Theory]
    [InlineData(0, ScenarioEnd.Finished)]
    [InlineData(134, ScenarioEnd.Finished)]
    [InlineData(137, ScenarioEnd.Unknown)]
    [InlineData(143, ScenarioEnd.Unknown)]
    [InlineData(255, ScenarioEnd.Finished)]
    public async Task An_exit_code_is_the_harness_own_but_for_137_and_143(int code, ScenarioEnd end)
    {
        await using var live = await ReadyAsync();
        var (network, dr) = await live.ProvisionAsync();
        var request = live.Scenario(network, dr, await LiveRun.ImageIdAsync("postgres:17"), ["sh", "-c", $"exit {code}"]);
        var run = await new HarnessRun(live.Engine, live.Fence, live.Evidence).RunAsync(request, _ => Task.CompletedTask, CancellationToken.None);
        Assert.Equal((end, end == ScenarioEnd.Finished ? code : null), (run.End, run.ExitCode));
    }

    [Theory]
    [InlineData("no-such-program", 127)]
    [InlineData("/etc/passwd", 126)]
    public async Task A_program_that_cannot_be_started_has_an_exit_code_like_any_other(string program, int code)
    {
        await using var live = await ReadyAsync();
        var (network, dr) = await live.ProvisionAsync();
        var request = live.Scenario(network, dr, await LiveRun.ImageIdAsync("postgres:17"), [program]);
        var run = await new HarnessRun(live.Engine, live.Fence, live.Evidence).RunAsync(request, _ => Task.CompletedTask, CancellationToken.None);
        Assert.Equal((ScenarioEnd.Finished, code), (run.End, run.ExitCode));
    }

    private static async Task<LiveRun> ReadyAsync()
    {
        await TestWorld.RequireImagesAsync("postgres:17", "iu-cutter-harness:0.4");
        var live = new LiveRun();
        await live.InitializeAsync();
        return live;
    }
}
