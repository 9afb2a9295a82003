using System.IO.Pipelines;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Docker.Guard;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

[Trait("needs", "docker")]
public sealed class ContainerExecTests
{
    [Fact]
    public async Task Tells_output_errors_and_exit_code_apart()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await ServerAsync(live);
        var good = await live.Engine.Exec.RunAsync(id, Psql("select 6*7"), CancellationToken.None);
        Assert.Equal((0, "42\n", ""), (good.ExitCode, good.Stdout, good.Stderr));
        var bad = await live.Engine.Exec.RunAsync(id, Psql("select 1/0"), CancellationToken.None);
        Assert.Equal((1, ""), (bad.ExitCode, bad.Stdout));
        Assert.Contains("division by zero", bad.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Streams_more_than_fits_into_one_answer()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await ServerAsync(live);
        using var stdout = new MemoryStream();
        var output = await live.Engine.Exec.StreamAsync(id, Psql("select repeat('x', 99) from generate_series(1, 50000)"), stdout, CancellationToken.None);
        Assert.Equal((0, 5_000_000), (output.ExitCode, stdout.Length));
        var kept = await live.Engine.Exec.RunAsync(id, Psql("select repeat('x', 99) from generate_series(1, 50000)"), CancellationToken.None);
        Assert.Equal((0, 1024 * 1024), (kept.ExitCode, kept.Stdout.Length));
    }

    [Fact]
    public async Task A_program_that_is_asked_by_its_input_ends_with_it_or_with_its_first_error()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await ServerAsync(live);
        using var question = new MemoryStream("select 6*7;\n"u8.ToArray());
        var answered = await live.Engine.Exec.RunAsync(id, Asked(question), CancellationToken.None);
        Assert.Equal((0, "42\n", ""), (answered.ExitCode, answered.Stdout, answered.Stderr));

        var questions = new Pipe();
        await questions.Writer.WriteAsync("select 1/0;\n"u8.ToArray(), CancellationToken.None);
        var failed = await live.Engine.Exec.RunAsync(id, Asked(questions.Reader.AsStream()), CancellationToken.None);
        Assert.Equal((3, ""), (failed.ExitCode, failed.Stdout));
        Assert.Contains("division by zero", failed.Stderr, StringComparison.Ordinal);
        Assert.Equal(0, await ProgramsAsync(id));

        static ExecCommand Asked(Stream input) => new() { Argv = ["psql", "-XAt", "-v", "ON_ERROR_STOP=1"], User = "postgres", Input = input };
    }

    [Fact]
    public async Task Ends_the_program_in_the_container_when_it_is_cancelled()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await ServerAsync(live);
        using var cancel = new CancellationTokenSource();
        var run = live.Engine.Exec.RunAsync(id, Psql("select pg_sleep(600)"), cancel.Token);
        await HarnessTests.UntilAsync(async () => await ProgramsAsync(id) > 0);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(0, await ProgramsAsync(id));
    }

    [Fact]
    public async Task Leaves_a_program_that_ends_by_itself_to_its_end_when_it_is_cancelled()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await ServerAsync(live);
        using var cancel = new CancellationTokenSource();
        var run = live.Engine.Exec.RunAsync(id, Psql("select pg_sleep(600)") with { EndsByItself = true }, cancel.Token);
        await HarnessTests.UntilAsync(async () => await ProgramsAsync(id) > 0);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(1, await ProgramsAsync(id));
    }

    [Fact]
    public async Task Refuses_a_program_that_is_not_PostgreSQLs_own()
    {
        await using var live = new LiveRun();
        await live.InitializeAsync();
        var id = await live.ForeignAsync("container", "run", "-d", "--entrypoint", "sleep", "postgres:17", "600");
        await Assert.ThrowsAsync<GuardRefusedException>(() => live.Engine.Exec.RunAsync(id, new ExecCommand { Argv = ["rm", "-rf", "/tmp/x"] }, CancellationToken.None));
    }

    private static ExecCommand Psql(string sql) => new() { Argv = ["psql", "-XAt", "-c", sql], User = "postgres" };

    private static async Task<string> ServerAsync(LiveRun live)
    {
        var id = await live.ForeignAsync("container", "run", "-d", "-e", "POSTGRES_HOST_AUTH_METHOD=trust", "postgres:17");

        // The entrypoint's first server listens on the socket only; by address it is the real one.
        await HarnessTests.UntilAsync(async () => (await DockerCommand.TryAsync("exec", id, "pg_isready", "-q", "-h", "127.0.0.1")).Exit == 0);
        return id;
    }

    private static async Task<int> ProgramsAsync(string id) =>
        (await DockerCommand.RunAsync("exec", id, "sh", "-c", "for p in /proc/[0-9]*; do tr '\\0' ' ' < $p/cmdline 2>/dev/null; echo; done"))
            .Split('\n').Count(l => l.Contains("psql -XAt", StringComparison.Ordinal));
}
