using System.Collections.Concurrent;
using System.Diagnostics;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>A real `dryrun worker`, to be killed.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly Task output;
    private readonly Task errors;

    private WorkerProcess(Process process)
    {
        this.process = process;
        output = ReadAsync(process.StandardOutput);
        errors = ReadAsync(process.StandardError);
    }

    public int Pid => process.Id;

    /// <summary>All it has written since it was ready.</summary>
    public string Written => string.Join('\n', lines);

    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "dryrun");

    public static async Task<WorkerProcess> StartAsync(IReadOnlyDictionary<string, string> options, string queue)
    {
        // Without diagnostics, since a killed process leaves the sockets of its debugger in the temp folder.
        var environment = new Dictionary<string, string>(options) { ["DOTNET_EnableDiagnostics"] = "0" };
        var process = Shell.Start(Executable, ["worker", "--task-queue", queue], environment);
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("Worker ready", StringComparison.Ordinal))
            {
                return new WorkerProcess(process);
            }
        }

        throw new InvalidOperationException($"The worker ended before it was ready: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>SIGKILL.</summary>
    public void Kill() => process.Kill();

    /// <summary>All it wrote after it was ready.</summary>
    public async Task<string> StopAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        await Task.WhenAll(output, errors);
        return Written;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }

    private async Task ReadAsync(StreamReader from)
    {
        while (await from.ReadLineAsync() is { } line)
        {
            lines.Enqueue(line);
        }
    }
}
