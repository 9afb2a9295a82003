using System.Diagnostics;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Docker;

/// <summary>The docker command: makes what is foreign and witnesses what is left, apart from the code under test.</summary>
internal static class DockerCommand
{
    internal static async Task<string> RunAsync(params string[] arguments)
    {
        var (exit, stdout, stderr) = await TryAsync(arguments);
        Assert.True(exit == 0, $"docker {string.Join(' ', arguments)}: {stderr}");
        return stdout;
    }

    internal static async Task<bool> ExistsAsync(string kind, string nameOrId) => (await TryAsync(kind, "inspect", nameOrId)).Exit == 0;

    internal static async Task<(int Exit, string Stdout, string Stderr)> TryAsync(params string[] arguments)
    {
        using var docker = Process.Start(new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var stdout = docker.StandardOutput.ReadToEndAsync();
        var stderr = await docker.StandardError.ReadToEndAsync();
        await docker.WaitForExitAsync();
        return (docker.ExitCode, (await stdout).Trim(), stderr.Trim());
    }
}
