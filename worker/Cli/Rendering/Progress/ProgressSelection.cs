using DotIuCutter.Temporal.Worker.Cli.Invocation;
using DotIuCutter.Temporal.Worker.Client.Following;
using Spectre.Console;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>Selects how progress is shown: JSON, a terminal display or log lines.</summary>
internal static class ProgressSelection
{
    public static IRunProgress For(CliContext context, bool json) =>
        json ? new JsonProgress(context.Out, context.Time)
        : context.Interactive ? new LiveProgress(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(context.Out) }), context.Time)
        : new PlainProgress(context.Out, context.Time);
}
