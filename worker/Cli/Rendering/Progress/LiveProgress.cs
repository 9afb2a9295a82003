using DotIuCutter.Temporal.Worker.Client.Following;
using Spectre.Console;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>For a terminal: the run as it stands, redrawn in place; then the summary below it.</summary>
internal sealed class LiveProgress(IAnsiConsole console, TimeProvider time) : IProgress
{
    private readonly List<string> said = [];
    private LiveDisplayContext? display;
    private Observation? seen;

    public async Task<FollowResult> WrapAsync(Func<Task<FollowResult>> follow)
    {
        var ending = await console.Live(new Text("Waiting for the run to answer…"))
            .Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Top)
            .StartAsync(async context =>
            {
                display = context;
                return await follow();
            });
        foreach (var line in SummaryText.Render(ending))
        {
            console.WriteLine(line.Text, Styles.For(line.Tone));
        }

        return ending;
    }

    public void Show(Observation observation)
    {
        seen = observation;
        Draw();
    }

    public void Say(string sentence)
    {
        said.Add(sentence);
        Draw();
    }

    private void Draw()
    {
        if (seen is { } observation)
        {
            display?.UpdateTarget(LiveView.Render(observation, said, time.GetUtcNow()));
        }
    }
}
