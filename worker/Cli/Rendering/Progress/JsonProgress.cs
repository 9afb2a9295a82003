using System.Text.Json;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering.Progress;

/// <summary>Writes one JSON object a line for programs: each change as it comes, the end last.</summary>
internal sealed class JsonProgress(TextWriter output, TimeProvider time) : IRunProgress
{
    private Observation? seen;
    private string workflowId = "";

    public async Task<FollowResult> RunAsync(Func<Task<FollowResult>> follow)
    {
        var result = await follow();
        await output.WriteLineAsync(JsonSerializer.Serialize(
            new End("end", time.GetUtcNow(), workflowId, result.ExitCode, result.GoesOn, result.Messages, result.Summary), Json.Options));
        return result;
    }

    public void Show(Observation observation)
    {
        workflowId = observation.WorkflowId;
        foreach (var change in Changes.Between(seen, observation, time.GetUtcNow()))
        {
            Write(change);
        }

        seen = observation;
    }

    public void Say(string sentence) =>
        Write(new Change { Kind = "notice", At = time.GetUtcNow(), WorkflowId = workflowId, Text = sentence });

    private void Write(Change change) => output.WriteLine(JsonSerializer.Serialize(change, Json.Options));

    private sealed record End(
        string Kind, DateTimeOffset At, string WorkflowId, int ExitCode, bool GoesOn, IReadOnlyList<string> Messages, ClosureSummary? Summary);
}
