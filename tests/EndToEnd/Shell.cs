using System.Diagnostics;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>Runs a program to its end.</summary>
internal static class Shell
{
    /// <summary>Standard output, trimmed; fails the test on a non-zero exit code.</summary>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (code, output, error) = await TryAsync(program, arguments);
        return code == 0 ? output.Trim() : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {code}: {error}{output}");
    }

    public static Task<(int Code, string Output, string Error)> TryAsync(string program, params string[] arguments) => TryAsync(program, arguments, null);

    public static async Task<(int Code, string Output, string Error)> TryAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        using var process = Start(program, arguments, environment);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
