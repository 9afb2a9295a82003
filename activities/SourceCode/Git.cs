using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DotIuCutter.Temporal.Activities.SourceCode;

/// <summary>
/// Git as a reader: no optional lock, no hook, no monitor, none of the settings by which a repository hides a change, no configuration but the
/// repository's own, whoever owns it. Even <c>git status</c> would otherwise write the index.
/// </summary>
internal static class Git
{
    private static readonly string[] ReadOnly =
    [
        "-c", "safe.directory=*", "-c", "core.fsmonitor=false", "-c", "core.untrackedCache=false", "-c", "core.hooksPath=/dev/null",
        "-c", "core.fileMode=true", "-c", "core.symlinks=true", "-c", "core.trustctime=true", "-c", "core.checkStat=default", "-c", "core.ignoreStat=false",
        "-c", "status.showUntrackedFiles=all", "-c", "diff.ignoreSubmodules=none", "--no-pager",
    ];

    /// <summary>Standard output as text. Null when git says no; an exception when there is no git.</summary>
    public static async Task<string?> RunAsync(string repository, CancellationToken cancel, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 };
        foreach (var argument in ReadOnly.Concat(["-C", repository]).Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["GIT_NO_LAZY_FETCH"] = "1";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["LC_ALL"] = "C";
        using var process = Start(start);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancel);
            var output = await process.StandardOutput.ReadToEndAsync(cancel);
            await errors;
            await process.WaitForExitAsync(cancel);
            return process.ExitCode == 0 ? output : null;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("Git did not start.");
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException($"Git could not be started, expected 'git' in the worker's PATH, found: {e.Message}. Install git on the worker's host.", e);
        }
    }
}
