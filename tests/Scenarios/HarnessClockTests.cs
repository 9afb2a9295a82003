using DotIuCutter.Temporal.Activities.Docker.Sessions;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Scenarios.Execution;
using DotIuCutter.Temporal.Tests.Docker;
using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Scenarios;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Scenarios;

/// <summary>
/// How long the code has run is for the engine's clock to say, which started it: the worker's may have been set meanwhile. So is why it was killed.
/// </summary>
public sealed class HarnessClockTests
{
    [Fact]
    public async Task Code_that_began_a_moment_ago_by_the_engines_clock_is_not_stopped_whatever_the_workers_says()
    {
        var (run, engine) = await WatchedAsync(secondsByTheEngine: 1);
        Assert.Equal((ScenarioEnd.Finished, 0), (run.End, run.ExitCode));
        Assert.DoesNotContain(engine, r => r.Contains("/kill", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_that_has_had_its_time_by_the_engines_clock_is_stopped()
    {
        var (run, engine) = await WatchedAsync(secondsByTheEngine: 61);
        Assert.Equal(ScenarioEnd.TimedOut, run.End);
        Assert.Contains(engine, r => r.Contains("/kill", StringComparison.Ordinal));
    }

    /// <summary>Docker 20.10 does not always tell when it was the kernel, for want of memory, that killed the code.</summary>
    [Theory]
    [InlineData("true", ScenarioEnd.Finished, 137, "it was killed for want of memory")]
    [InlineData("false", ScenarioEnd.Unknown, null, "it was ended from outside")]
    public async Task A_kill_is_the_codes_own_doing_when_the_engine_says_that_memory_was_used_up(string said, ScenarioEnd end, int? code, string reason)
    {
        var (run, _) = await WatchedAsync(secondsByTheEngine: 1, $"\"ExitCode\":137,\"OOMKilled\":{said}");
        Assert.Equal((end, code), (run.End, run.ExitCode));
        Assert.StartsWith(reason, run.Reason, StringComparison.Ordinal);
    }

    /// <summary>Begun in the year 2000 by either clock; it is seen running once, and then ended.</summary>
    private static async Task<(ScenarioRun Run, IReadOnlyList<string> Requests)> WatchedAsync(int secondsByTheEngine, string ended = "\"ExitCode\":0")
    {
        await using var engine = new EngineSocket();
        var looks = 0;
        engine.Instead = request =>
            request.StartsWith("GET /info", StringComparison.Ordinal) ? Answer($$"""{"SystemTime":"2000-01-01T00:{{secondsByTheEngine / 60:00}}:{{secondsByTheEngine % 60:00}}.5Z"}""")
            : request.StartsWith("POST ", StringComparison.Ordinal) ? Answer("")
            : Answer(Container(++looks == 1 || !request.StartsWith("GET /containers/", StringComparison.Ordinal) ? "running" : "exited", ended));
        using var session = new DockerSession(engine.Endpoint, GuardSample.Scope);
        var run = await new HarnessWatch(session, Request(), GuardSample.Id).UntilEndAsync(TestContext.Current.CancellationToken);
        return (run, [.. engine.Requests]);
    }

    private static EngineAnswer Answer(string text) => new(200) { Text = text };

    private static string Container(string status, string ended) =>
        $$"""
        {"Id":"{{GuardSample.Id}}","Name":"/dr","Config":{"Labels":{"dryrun.nonce":"{{GuardSample.Nonce}}"} },"Mounts":[],
         "State":{"Status":"{{status}}","StartedAt":"2000-01-01T00:00:00Z","FinishedAt":"2000-01-01T00:00:02Z",{{ended}}}
        }
        """;

    private static CodeRunRequest Request() => new()
    {
        Target = new DrTarget
        {
            Dr = new DrRef { Run = GuardSample.Scope.Run!, Name = "dr", ContainerId = GuardSample.Id },
            WorkDirectory = new WorkDirectory { Path = "/wd", Secrets = "/secrets" },
            SystemIdentifier = "1",
            Database = "postgres",
        },
        Scenario = new ScenarioCode { Id = "S1", TimeoutSeconds = 60, Harness = new HarnessCommand { Command = ["true"] } },
        CodeDirectory = "/code",
        MountAt = "/code",
        HarnessName = "dr",
        NetworkId = GuardSample.Network,
    };
}
