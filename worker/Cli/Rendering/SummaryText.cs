using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>The end of a run: three verdicts, what is left with the one command each, where the evidence is.</summary>
internal static class SummaryText
{
    public static IReadOnlyList<Line> Render(FollowResult ending) =>
        ending.Summary is { } summary ? Render(summary) : [.. ending.Words.Select(w => new Line(w, ToneOf(ending.ExitCode)))];

    public static IReadOnlyList<Line> Render(ClosureSummary summary)
    {
        List<Line> lines =
        [
            new(""),
            new($"Run {summary.RunKey} {Render(summary.End)}."),
            new($"  Scenarios   {Formatting.Describe(summary.Verdicts.Scenarios)}", summary.Verdicts.Scenarios switch
            {
                ScenarioVerdict.Pass => Tone.Good,
                ScenarioVerdict.Fail => Tone.Bad,
                _ => Tone.Doubtful,
            }),
            new($"  Teardown    {Formatting.Describe(summary.Verdicts.Teardown)}", summary.Verdicts.Teardown == TeardownVerdict.Clean ? Tone.Good : Tone.Bad),
            new($"  Invariants  {Formatting.Describe(summary.Verdicts.Invariants)}", summary.Verdicts.Invariants switch
            {
                InvariantVerdict.Held => Tone.Good,
                InvariantVerdict.Violated => Tone.Bad,
                _ => Tone.Doubtful,
            }),
            new(Closed(summary), summary.CleanlyClosed ? Tone.Good : Tone.Bad),
        ];
        if (summary.Reason is { } reason && !SaidByItsFindings(summary))
        {
            lines.Add(new($"Reason: {reason}"));
        }

        lines.AddRange(summary.Findings.Select(f => new Line(Formatting.Describe(f), Tone.Bad)));
        lines.AddRange(summary.Residuals.Select(r => new Line(Formatting.Describe(r), Tone.Bad)));
        lines.Add(new($"Evidence: {summary.EvidenceDirectory ?? "none was written"}"));
        return lines;
    }

    /// <summary>A refusal and a failed scenario are the words of red gates, which follow one by one.</summary>
    private static bool SaidByItsFindings(ClosureSummary summary) => summary is { End: RunEnd.Refused or RunEnd.Finished, Findings.Count: > 0 };

    /// <summary>What was never measured is not claimed: a run that created nothing has no before and after.</summary>
    private static string Closed(ClosureSummary summary) => summary switch
    {
        { CleanlyClosed: false } => "NOT cleanly closed.",
        { Verdicts.Invariants: InvariantVerdict.Held } => "Cleanly closed: nothing was left, nothing protected was touched.",
        _ => "Cleanly closed: nothing had been created, so nothing was left, and the invariants were not measured.",
    };

    private static string Render(RunEnd end) => end switch
    {
        RunEnd.Finished => "finished",
        RunEnd.Refused => "was refused by a gate",
        RunEnd.Aborted => "was aborted",
        RunEnd.Cancelled => "was cancelled",
        RunEnd.Faulted => "ended on a fault",
        _ => throw new ArgumentOutOfRangeException(nameof(end), end, "not an end"),
    };

    private static Tone ToneOf(int exitCode) => exitCode switch
    {
        ExitCodes.Passed => Tone.Good,
        ExitCodes.Unknown => Tone.Doubtful,
        _ => Tone.Bad,
    };
}
