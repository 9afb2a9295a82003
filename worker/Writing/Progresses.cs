using DotIuCutter.Temporal.Worker.Commands;
using Spectre.Console;

namespace DotIuCutter.Temporal.Worker.Writing;

/// <summary>Which way of showing progress fits where the output goes.</summary>
internal static class Progresses
{
    public static IProgress For(Surroundings surroundings, bool json) =>
        json ? new JsonProgress(surroundings.Out, surroundings.Time)
        : surroundings.Interactive ? new LiveProgress(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(surroundings.Out) }), surroundings.Time)
        : new PlainProgress(surroundings.Out, surroundings.Time);
}
