using System.Collections;
using DotIuCutter.Temporal.Worker.Client.Following;

namespace DotIuCutter.Temporal.Worker.Cli.Invocation;

/// <summary>What a command knows of its process: output, environment variables, Ctrl-C and time.</summary>
internal sealed record CliContext
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>True when standard output is a terminal that can be drawn on.</summary>
    public required bool Interactive { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Starts to count Ctrl-C; disposing the counter ends that.</summary>
    public required Func<InterruptCounter> Interrupts { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The time between two questions about a followed run.</summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Returns an environment variable; null when it is absent or empty.</summary>
    public string? Variable(string name) => Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public static CliContext FromProcess()
    {
        var environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
        return new CliContext
        {
            Out = Console.Out,
            Error = Console.Error,
            Interactive = !Console.IsOutputRedirected && environment.GetValueOrDefault("TERM") is not (null or "" or "dumb"),
            Environment = environment,
            Interrupts = InterruptCounter.FromProcess,
        };
    }
}
