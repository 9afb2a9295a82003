using DotIuCutter.Temporal.Worker.Client.Following;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>For logs: one past-tense line a change, then the summary.</summary>
internal sealed class PlainProgress(TextWriter output, TimeProvider time) : IProgress
{
    private Observation? seen;

    /// <summary>The last step that was met at two looks in a row.</summary>
    private string? slow;

    public async Task<FollowResult> WrapAsync(Func<Task<FollowResult>> follow)
    {
        var ending = await follow();
        foreach (var line in SummaryText.Render(ending))
        {
            await output.WriteLineAsync(line.Text);
        }

        return ending;
    }

    public void Show(Observation observation)
    {
        foreach (var change in Changes.Between(seen, observation, time.GetUtcNow()).Where(c => c.Progress is null && c.Step is null))
        {
            output.WriteLine($"{change.At:HH:mm:ss} {change.Text}");
        }

        SayWhatIsSlow(observation.Current?.Step);
        seen = observation;
    }

    /// <summary>Most steps begin and end between two looks, and what they came to is a line of its own. Only one that is met twice in a row is worth a line.</summary>
    private void SayWhatIsSlow(string? step)
    {
        if (step is not null && step == seen?.Current?.Step && step != slow)
        {
            Say($"At work: {step}.");
            slow = step;
        }
    }

    public void Say(string sentence) => output.WriteLine($"{time.GetUtcNow():HH:mm:ss} {sentence}");
}
