using DotIuCutter.Temporal.Tests.Doubles;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Worker.Client.Supervising;
using DotIuCutter.Temporal.Workflows.Contract;
using Temporalio.Client;
using Temporalio.Client.Schedules;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>One line a thing, with its remedy where it is missing; exit 0 only when nothing is.</summary>
[Collection(nameof(DevServer))]
public sealed class DoctorCommandTests : IAsyncLifetime
{
    private readonly DevServer server;
    private readonly Scratch scratch = new();
    private readonly EngineSocket engine = new();

    public DoctorCommandTests(DevServer server)
    {
        server.Require();
        this.server = server;
        engine.Instead = request =>
            request.StartsWith("GET /version", StringComparison.Ordinal) ? new EngineAnswer(200, new { Version = "99.0", ApiVersion = "1.41" })
            : request.StartsWith("GET /info", StringComparison.Ordinal) ? new EngineAnswer(200, new { ID = "engine", LiveRestoreEnabled = true })
            : null;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        scratch.Dispose();
    }

    [Fact]
    public async Task Nothing_is_missing_where_all_is_there()
    {
        // One that does not look: the worker of these tests serves no Supervise.
        var schedule = await server.Client.CreateScheduleAsync(new SupervisorSchedule(server.Client, DevServer.Queue).Id, new Schedule(
            ScheduleActionStartWorkflow.Create(WorkflowNames.Supervise, [], new WorkflowOptions("none", DevServer.Queue)), new ScheduleSpec { Intervals = [new(TimeSpan.FromDays(99))] }));
        using var terminal = OnTheHost();
        var code = await terminal.RunAsync("doctor");
        await schedule.DeleteAsync();
        Assert.True(code == 0, terminal.Out);
        Assert.All(terminal.Lines, line => Assert.StartsWith("ok ", line, StringComparison.Ordinal));
        Assert.Contains("engine 99.0, API 1.41", terminal.Out, StringComparison.Ordinal);
        Assert.Contains($"Worker on task queue {DevServer.Queue}: ", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_thing_that_is_missing_has_its_line_and_remedy()
    {
        using var terminal = new Terminal("127.0.0.1:1");
        terminal.Environment["DRYRUN_DOCKER"] = $"unix://{scratch.Root}/no.sock";
        Assert.Equal(3, await terminal.RunAsync("doctor"));
        Assert.Contains("MISSING  DRYRUN_PLANS is not set, expected the absolute path of a directory. Set it.", terminal.Lines);
        Assert.Contains(terminal.Lines, l => l.StartsWith($"MISSING  Docker engine at unix://{scratch.Root}/no.sock: expected an engine that answers, found no such socket. Start Docker", StringComparison.Ordinal));
        Assert.Contains(terminal.Lines, l => l.StartsWith("MISSING  Temporal at 127.0.0.1:1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_engine_that_is_too_old_is_told_with_its_version()
    {
        engine.Instead = request =>
            request.StartsWith("GET /version", StringComparison.Ordinal) ? new EngineAnswer(200, new { Version = "1.13", ApiVersion = "1.26" }) : new EngineAnswer(200, new { ID = "engine" });
        using var terminal = OnTheHost();
        Assert.Equal(3, await terminal.RunAsync("doctor"));
        Assert.Contains(terminal.Lines, l => l.StartsWith("MISSING  Docker engine", StringComparison.Ordinal) && l.Contains("expected API 1.41 or later, found engine 1.13, API 1.26", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_queue_that_nobody_serves_and_nobody_supervises_is_told_to_whoever_only_starts_runs()
    {
        var queue = $"doctor-{Guid.NewGuid():N}";
        using var terminal = new Terminal(server.Address, queue);
        Assert.Equal(3, await terminal.RunAsync("doctor", "--client"));
        Assert.Contains(terminal.Lines, l => l.StartsWith($"MISSING  Worker on task queue {queue}: ", StringComparison.Ordinal));
        Assert.Contains(terminal.Lines, l => l.StartsWith($"MISSING  Supervisor '{queue}-supervisor': there is no such schedule. Start `dryrun worker`", StringComparison.Ordinal));
        Assert.DoesNotContain("Docker", terminal.Out.Replace("Docker host", "", StringComparison.Ordinal), StringComparison.Ordinal);

        var schedule = new SupervisorSchedule(server.Client, queue);
        await schedule.EnsureAsync(TestContext.Current.CancellationToken);
        await schedule.TurnOffAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, await terminal.RunAsync("doctor", "--client", "--json"));
        Assert.Contains("paused. Turn it on with `dryrun supervise`", terminal.Lines[^1], StringComparison.Ordinal);
        await server.Client.GetScheduleHandle(schedule.Id).DeleteAsync();
    }

    private Terminal OnTheHost()
    {
        var terminal = new Terminal(server.Address);
        foreach (var (name, value) in new[]
        {
            ("DRYRUN_DOCKER", engine.Endpoint.ToString()), ("DRYRUN_PLANS", scratch.Host.Plans), ("DRYRUN_WORK_ROOT", scratch.Host.WorkRoot), ("DRYRUN_EVIDENCE", scratch.Host.Evidence),
        })
        {
            terminal.Environment[name] = value;
        }

        return terminal;
    }
}
