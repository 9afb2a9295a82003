using DotIuCutter.Temporal.Activities.Evidence.Reports;
using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Worker.Display;
using DotIuCutter.Temporal.Worker.Errors;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>Renders the end of a run: the worst first, the three verdicts, each residual with the command that removes it, and where the evidence is.</summary>
internal static class SummaryText
{
    public static IReadOnlyList<Line> Render(FollowResult result) =>
        result.Summary is { } summary ? Render(summary) : [.. result.Messages.Select(w => new Line(w, ToneOf(result.ExitCode)))];

    public static IReadOnlyList<Line> Render(ClosureSummary summary)
    {
        List<Line> lines =
        [
            new(""),
            new($"Run {summary.RunKey}: {Headline.Describe(summary)}.", Headline.NothingCreated(summary) ? Tone.Warning : ToneOf(summary.ExitCode)),
            new($"  Scenarios   {VerdictText.Describe(summary.Verdicts.Scenarios)}", summary.Verdicts.Scenarios switch
            {
                ScenarioVerdict.Pass => Tone.Good,
                ScenarioVerdict.Fail => Tone.Bad,
                _ => Tone.Warning,
            }),
            new($"  Teardown    {Headline.Teardown(summary)}", Headline.NothingCreated(summary) ? Tone.Plain : summary.Verdicts.Teardown == TeardownVerdict.Clean ? Tone.Good : Tone.Bad),
            new($"  Invariants  {Headline.Invariants(summary)}", summary.Verdicts.Invariants switch
            {
                InvariantVerdict.Held => Tone.Good,
                InvariantVerdict.Violated => Tone.Bad,
                _ => Tone.Warning,
            }),
        ];
        if (summary.Reason is { } reason && !IsRepeatedByFindings(summary))
        {
            lines.Add(new($"Reason: {reason}"));
        }

        lines.AddRange(summary.Findings.Select(f => new Line(Formatting.Describe(GateAnswer.From(f)), Tone.Bad)));
        lines.AddRange(summary.Residuals.Select(r => new Line(Formatting.Describe(r), Tone.Bad)));
        lines.Add(new($"Evidence: {summary.EvidenceDirectory ?? "none was written"}"));
        return lines;
    }

    /// <summary>The reason of a refusal or a failed scenario repeats its red gates, which follow one by one.</summary>
    private static bool IsRepeatedByFindings(ClosureSummary summary) => summary is { End: RunEnd.Refused or RunEnd.Finished, Findings.Count: > 0 };

    private static Tone ToneOf(int exitCode) => exitCode switch
    {
        ExitCodes.Passed => Tone.Good,
        ExitCodes.Unknown => Tone.Warning,
        _ => Tone.Bad,
    };
}
