using System.Diagnostics;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>A real `dryrun worker`, to be killed.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Task<string> output;
    private readonly Task<string> errors;

    private WorkerProcess(Process process, Task<string> output)
    {
        this.process = process;
        this.output = output;
        errors = process.StandardError.ReadToEndAsync();
    }

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
                return new WorkerProcess(process, process.StandardOutput.ReadToEndAsync());
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
        return await output + await errors;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        process.Dispose();
    }
}
