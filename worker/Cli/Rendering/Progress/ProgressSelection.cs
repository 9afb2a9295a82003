using Spectre.Console;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>Which way of showing progress fits where the output goes.</summary>
internal static class ProgressSelection
{
    public static IProgress For(CliContext surroundings, bool json) =>
        json ? new JsonProgress(surroundings.Out, surroundings.Time)
        : surroundings.Interactive ? new LiveProgress(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Out) }), surroundings.Time)
        : new PlainProgress(surroundings.Out, surroundings.Time);
}
