namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>One line of output, and its tone, which a terminal shows as a colour.</summary>
internal sealed record Line(string Text, Tone Tone = Tone.Plain);

/// <summary>The tone of a line: whether it is good, bad, or to be looked at.</summary>
internal enum Tone
{
    Plain,
    Strong,
    Muted,
    Good,
    Bad,
    Warning,
}
