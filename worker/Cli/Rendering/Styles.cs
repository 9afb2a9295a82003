using Spectre.Console;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>The colours of the terminal, by tone.</summary>
internal static class Styles
{
    public static Style For(Tone tone) => tone switch
    {
        Tone.Plain => Style.Plain,
        Tone.Strong => new Style(decoration: Decoration.Bold),
        Tone.Muted => new Style(Color.Grey),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red),
        Tone.Warning => new Style(Color.Yellow),
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "not a tone"),
    };
}
