using Spectre.Console;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

internal static class Styles
{
    public static Style For(Tone tone) => tone switch
    {
        Tone.Plain => Style.Plain,
        Tone.Quiet => new Style(Color.Grey),
        Tone.Good => new Style(Color.Green),
        Tone.Bad => new Style(Color.Red),
        Tone.Doubtful => new Style(Color.Yellow),
        _ => throw new ArgumentOutOfRangeException(nameof(tone), tone, "not a tone"),
    };
}
