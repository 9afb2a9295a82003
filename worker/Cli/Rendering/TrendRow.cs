using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>One closed run of <c>dryrun report --since</c>.</summary>
internal sealed record TrendRow
{
    public required string Plan { get; init; }

    public required string RunKey { get; init; }

    public required DateTimeOffset EndedAt { get; init; }

    /// <summary>Such as <c>PASS CLEAN HELD</c>.</summary>
    public required string Verdicts { get; init; }

    public required int ExitCode { get; init; }

    public double? DumpSeconds { get; init; }

    /// <summary>The recovery time; absent when the run did not restore.</summary>
    public double? RestoreSeconds { get; init; }

    public double? RestoreGigabytesPerMinute { get; init; }

    public static TrendRow From(Report report) => new()
    {
        Plan = report.Run.Plan,
        RunKey = report.Run.Key,
        EndedAt = report.EndedAt,
        Verdicts = VerdictText.Describe(report.Summary.Verdicts),
        ExitCode = report.Summary.ExitCode,
        DumpSeconds = report.Dump?.Seconds,
        RestoreSeconds = report.Restore?.Seconds,
        RestoreGigabytesPerMinute = report.Restore?.GigabytesPerMinute is { } rate ? Math.Round(rate, 3) : null,
    };
}
