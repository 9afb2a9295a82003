using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Docker.DotNet;
using Docker.DotNet.Models;
using DotIuCutter.Temporal.Activities.Docker.Api;

namespace DotIuCutter.Temporal.Activities.Docker.Exec;

internal sealed class ExecClient(IExecOperations exec, ContainerClient containers) : IContainerExec
{
    private const int StdoutLimit = 1024 * 1024;
    private const int StderrLimit = 8 * 1024;

    public async Task<ExecOutput> RunAsync(string containerId, ExecCommand command, CancellationToken cancel)
    {
        using var stdout = new MemoryStream();
        var output = await StreamAsync(containerId, command, new LimitedStream(stdout, StdoutLimit), cancel);
        return output with { Stdout = Encoding.UTF8.GetString(stdout.GetBuffer(), 0, (int)stdout.Length) };
    }

    public Task<ExecOutput> StreamAsync(string containerId, ExecCommand command, Stream stdout, CancellationToken cancel) =>
        DockerFaults.AskAsync($"run {command.Argv[0]} in container {containerId}", async () =>
        {
            if (await containers.FindByIdAsync(containerId, cancel) is not { State.Running: true })
            {
                throw new IOException($"container {containerId} does not run");
            }

            var marker = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var created = await exec.CreateContainerExecAsync(containerId, Parameters(command, marker, ExecPrograms.Launching(command.Argv)), cancel);
            var stderr = new ExecErrors(StderrLimit);
            try
            {
                await CopyAsync(created.ID, command.Input, stdout, stderr, cancel);
                return new ExecOutput { ExitCode = await ExitCodeAsync(created.ID, cancel), Stdout = "", Stderr = stderr.ToString() };
            }
            catch when (stderr.Pid is not null && !command.EndsByItself)
            {
                // Whatever ended the reading: a program that nobody reads any more must not go on in production.
                await EndAsync(containerId, command, created.ID, stderr.Pid, marker);
                throw;
            }
        }, cancel);

    private async Task CopyAsync(string id, Stream? input, Stream stdout, ExecErrors stderr, CancellationToken cancel)
    {
        using var stream = await exec.StartContainerExecAsync(id, new ContainerExecStartParameters(), cancel);

        // A hijacked read does not always see its token: closing the stream ends it for certain.
        await using var closing = cancel.Register(stream.Dispose);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var feeding = input is null ? Task.CompletedTask : FeedAsync(input, stream, ended.Token);
        var buffer = new byte[80 * 1024];
        try
        {
            while (await stream.ReadOutputAsync(buffer, 0, buffer.Length, cancel) is { EOF: false } read)
            {
                if (read.Target == MultiplexedStream.TargetStream.StandardError)
                {
                    stderr.Add(buffer.AsSpan(0, read.Count));
                }
                else
                {
                    await stdout.WriteAsync(buffer.AsMemory(0, read.Count), cancel);
                }
            }
        }
        catch (Exception e) when (cancel.IsCancellationRequested && e is not OperationCanceledException)
        {
            throw new OperationCanceledException("the exec was cancelled", e, cancel);
        }
        finally
        {
            await ended.CancelAsync();
            await feeding;
        }

        await stdout.FlushAsync(cancel);
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>Until the input ends, or the program does, whose exit code says why.</summary>
    private static async Task FeedAsync(Stream input, MultiplexedStream program, CancellationToken ended)
    {
        try
        {
            await program.CopyFromAsync(input, ended);
            program.CloseWrite();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // Nobody reads it any more.
        }
    }

    private async Task<long> ExitCodeAsync(string id, CancellationToken cancel)
    {
        // The stream ends a moment before Docker has the exit code.
        for (var end = DateTime.UtcNow.AddSeconds(10); ; await Task.Delay(10, cancel))
        {
            if (await exec.InspectContainerExecAsync(id, cancel) is { Running: false, ExitCode: { } code })
            {
                return code;
            }

            if (DateTime.UtcNow > end)
            {
                throw new IOException("its output ended, but it did not");
            }
        }
    }

    private async Task EndAsync(string containerId, ExecCommand command, string execId, string pid, string marker)
    {
        using var time = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        try
        {
            foreach (var signal in (string[])["TERM", "KILL"])
            {
                var killer = await exec.CreateContainerExecAsync(
                    containerId, Parameters(command with { Environment = [], Input = null }, null, ExecPrograms.Ending(pid, marker, signal)), time.Token);
                await CopyAsync(killer.ID, null, Stream.Null, new ExecErrors(StderrLimit), time.Token);
                for (var end = DateTime.UtcNow.AddSeconds(3); DateTime.UtcNow < end; await Task.Delay(50, time.Token))
                {
                    if (!(await exec.InspectContainerExecAsync(execId, time.Token)).Running)
                    {
                        return;
                    }
                }
            }
        }
        catch (Exception e) when (e is DockerApiException or HttpRequestException or IOException or OperationCanceledException)
        {
            // Best effort: with the daemon gone there is nobody to ask, and the first failure says more than this one.
        }
    }

    private static ContainerExecCreateParameters Parameters(ExecCommand command, string? marker, IList<string> argv) => new()
    {
        AttachStdin = command.Input is not null,
        AttachStdout = true,
        AttachStderr = true,
        User = command.User ?? "",
        Env = marker is null ? [.. command.Environment] : [.. command.Environment, string.Create(CultureInfo.InvariantCulture, $"{ExecPrograms.MarkerName}={marker}")],
        Cmd = argv,
    };
}
