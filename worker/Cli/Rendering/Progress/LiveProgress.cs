using DotIuCutter.Temporal.Worker.Client.Following;
using Spectre.Console;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>Draws the run in place in a terminal, then the summary below it.</summary>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : IRunProgress
{
    private readonly List<string> messages = [];
    private LiveDisplayContext? display;
    private Observation? seen;

    public async Task<FollowResult> RunAsync(Func<Task<FollowResult>> follow)
    {
        var result = await console.Live(new Text("Waiting for the run to answer…"))
            .Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Top)
            .StartAsync(async context =>
            {
                display = context;
                return await follow();
            });
        foreach (var line in SummaryText.Render(result))
        {
            console.WriteLine(line.Text, Styles.For(line.Tone));
        }

        return result;
    }

    public void Show(Observation observation)
    {
        seen = observation;
        Draw();
    }

    public void Say(string sentence)
    {
        messages.Add(sentence);
        Draw();
    }

    private void Draw()
    {
        if (seen is { } observation)
        {
            var lines = LiveView.Render(observation, messages, time.GetUtcNow(), console.Profile.Width, console.Profile.Height);
            display?.UpdateTarget(new Rows(lines.Select(l => new Text(l.Text, Styles.For(l.Tone)) { Overflow = Overflow.Fold })));
        }
    }
}
