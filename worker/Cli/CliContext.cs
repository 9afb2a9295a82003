using System.Collections;
using DotIuCutter.Temporal.Worker.Client.Following;

namespace DotIuCutter.Temporal.Worker.Cli;

/// <summary>What a command knows of its process: where it writes, what it reads, who interrupts it.</summary>
internal sealed record CliContext
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    /// <summary>True when standard output is a terminal that can be drawn on.</summary>
    public required bool Interactive { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Starts to listen for Ctrl-C; disposing ends it.</summary>
    public required Func<InterruptCounter> Interrupts { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How often a followed run is looked at.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(250);

    public string? Variable(string name) => Environment.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public static CliContext OfProcess()
    {
        var environment = System.Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
            .ToDictionary(v => (string)v.Key, v => (string?)v.Value ?? "", StringComparer.Ordinal);
        return new CliContext
        {
            Out = Console.Out,
            Error = Console.Error,
            Interactive = !Console.IsOutputRedirected && environment.GetValueOrDefault("TERM") is not (null or "" or "dumb"),
            Environment = environment,
            Interrupts = InterruptCounter.OfProcess,
        };
    }
}
