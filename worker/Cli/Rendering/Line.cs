namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>One line for people, and how it should strike them where there are colours.</summary>
internal sealed record Line(string Text, Tone Tone = Tone.Plain);

internal enum Tone
{
    Plain,
    Quiet,
    Good,
    Bad,
    Doubtful,
}
