using DotIuCutter.Temporal.Worker.Client.Following;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>Writes one past-tense line for each change, for logs, then the summary.</summary>
internal sealed class PlainProgress(TextWriter output, TimeProvider time) : IRunProgress
{
    private Observation? seen;

    /// <summary>The last step that was seen twice in a row.</summary>
    private string? slowStep;

    public async Task<FollowResult> RunAsync(Func<Task<FollowResult>> follow)
    {
        var result = await follow();
        foreach (var line in SummaryText.Render(result))
        {
            await output.WriteLineAsync(line.Text);
        }

        return result;
    }

    public void Show(Observation observation)
    {
        foreach (var change in Changes.Between(seen, observation, time.GetUtcNow()).Where(c => c.Progress is null && c.Step is null))
        {
            output.WriteLine($"{change.At:HH:mm:ss} {change.Text}");
        }

        ReportSlowStep(observation.Current?.Step);
        seen = observation;
    }

    /// <summary>Most steps begin and end between two observations, and their results are lines of their own. Only a step that is seen twice in a row gets a line.</summary>
    private void ReportSlowStep(string? step)
    {
        if (step is not null && step == seen?.Current?.Step && step != slowStep)
        {
            Say($"Working on: {step}.");
            slowStep = step;
        }
    }

    public void Say(string sentence) => output.WriteLine($"{time.GetUtcNow():HH:mm:ss} {sentence}");
}
