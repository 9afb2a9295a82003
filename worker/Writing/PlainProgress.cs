using DotIuCutter.Temporal.Worker.Following;

namespace DotIuCutter.Temporal.Worker.Writing;

/// <summary>For logs: one past-tense line a change, then the summary.</summary>
internal sealed class PlainProgress(TextWriter output, TimeProvider time) : IProgress
{
    private Observation? seen;

    public async Task<Ending> WrapAsync(Func<Task<Ending>> follow)
    {
        var ending = await follow();
        foreach (var line in SummaryText.Of(ending))
        {
            await output.WriteLineAsync(line.Text);
        }

        return ending;
    }

    public void Show(Observation observation)
    {
        // A gate is its own line: that its step began says nothing more. How far a step has come changes every second.
        foreach (var change in Changes.Between(seen, observation, time.GetUtcNow()).Where(c => c.Progress is null && (c.Step is null || !GateStep.Is(c.Step))))
        {
            output.WriteLine($"{change.At:HH:mm:ss} {change.Text}");
        }

        seen = observation;
    }

    public void Say(string sentence) => output.WriteLine($"{time.GetUtcNow():HH:mm:ss} {sentence}");
}
