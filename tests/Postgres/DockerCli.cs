using System.Diagnostics;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

/// <summary>The docker command, so that the PostgreSQL edge is tested apart from the Docker edge.</summary>
internal sealed class DockerCli : IContainerExec
{
    public async Task<ExecOutput> RunAsync(string containerId, ExecCommand command, CancellationToken cancel)
    {
        using var stdout = new MemoryStream();
        var output = await StreamAsync(containerId, command, stdout, cancel);
        return output with { Stdout = System.Text.Encoding.UTF8.GetString(stdout.ToArray()) };
    }

    public async Task<ExecOutput> StreamAsync(string containerId, ExecCommand command, Stream stdout, CancellationToken cancel)
    {
        List<string> arguments = ["exec"];
        if (command.User is { } user)
        {
            arguments.AddRange(["--user", user]);
        }

        if (command.Input is not null)
        {
            arguments.Add("--interactive");
        }

        arguments.AddRange(command.Environment.SelectMany(pair => (string[])["--env", pair]));
        var (exit, stderr) = await StartAsync([.. arguments, containerId, .. command.Argv], stdout, cancel, command.Input);
        return new ExecOutput { ExitCode = exit, Stdout = "", Stderr = stderr };
    }

    public static async Task<ContainerCapture?> FindAsync(string name, CancellationToken cancel)
    {
        using var stdout = new MemoryStream();
        if ((await StartAsync(["container", "inspect", name], stdout, cancel)).Exit != 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(stdout.ToArray());
        var inspected = document.RootElement[0];
        return new ContainerCapture
        {
            Name = name,
            Id = inspected.GetProperty("Id").GetString()!,
            Image = inspected.GetProperty("Image").GetString()!,
            StartedAt = inspected.GetProperty("State").GetProperty("StartedAt").GetString()!,
            RestartCount = inspected.GetProperty("RestartCount").GetInt64(),
            State = inspected.GetProperty("State").GetProperty("Status").GetString()!,
        };
    }

    public static async Task<string> SucceedAsync(params string[] arguments)
    {
        using var stdout = new MemoryStream();
        var (exit, stderr) = await StartAsync(arguments, stdout, CancellationToken.None);
        Assert.True(exit == 0, $"docker {string.Join(' ', arguments)}: {stderr}");
        return System.Text.Encoding.UTF8.GetString(stdout.ToArray()).Trim();
    }

    /// <summary>Follows the log until the server itself says so; the one that fills it first does not listen on TCP.</summary>
    public static async Task AcceptsAsync(string containerId)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var log = Process.Start(new ProcessStartInfo("docker", ["logs", "--follow", containerId]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var listens = false;
            while (await log.StandardError.ReadLineAsync(deadline.Token) is { } line)
            {
                listens |= line.Contains("listening on IPv4 address", StringComparison.Ordinal);
                if (listens && line.Contains("ready to accept connections", StringComparison.Ordinal))
                {
                    return;
                }
            }
        }
        finally
        {
            log.Kill();
        }

        Assert.Fail("The throw-away production ended before it accepted connections.");
    }

    private static async Task<(int Exit, string Stderr)> StartAsync(IEnumerable<string> arguments, Stream stdout, CancellationToken cancel, Stream? input = null)
    {
        using var process = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardInput = input is not null, RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            using var ended = new CancellationTokenSource();
            var feeding = input is null ? Task.CompletedTask : FeedAsync(input, process.StandardInput.BaseStream, ended.Token);
            var stderr = process.StandardError.ReadToEndAsync(cancel);
            await process.StandardOutput.BaseStream.CopyToAsync(stdout, cancel);
            await process.WaitForExitAsync(cancel);
            await ended.CancelAsync();
            await feeding;
            return (process.ExitCode, await stderr);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    private static async Task FeedAsync(Stream input, Stream program, CancellationToken ended)
    {
        try
        {
            await using (program)
            {
                await input.CopyToAsync(program, ended);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The program reads no more; its exit code says why.
        }
    }
}
