using System.Globalization;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Compares a run with what was asked of it: a pass, a commit, a plan, an age.</summary>
internal static class RequestCheck
{
    /// <summary>Returns one problem for each condition that is asked and not met.</summary>
    public static IEnumerable<EvidenceProblem> Problems(VerificationRequest request, Report report, DateTimeOffset now)
    {
        var summary = report.Summary;
        if (request.RequirePass && (summary.ExitCode != 0 || !summary.CleanlyClosed || summary.Verdicts.Scenarios != ScenarioVerdict.Pass))
        {
            yield return new("verdict", "that the run passed and was cleanly closed", $"{VerdictText.Describe(summary.Verdicts)}, exit code {summary.ExitCode}");
        }

        if (request.Commit is { } commit && !commit.Equals(report.Commit, StringComparison.OrdinalIgnoreCase))
        {
            yield return new("commit", commit, report.Commit);
        }

        if (request.PlanSha256 is { } plan && !plan.Equals(report.PlanSha256, StringComparison.OrdinalIgnoreCase))
        {
            yield return new("plan's SHA-256", plan, report.PlanSha256);
        }

        if (request.MaxAge is { } age && (now - report.EndedAt > age || report.EndedAt > now))
        {
            yield return new("age", string.Create(CultureInfo.InvariantCulture, $"an end after {now - age:u} and not later than now, {now:u}"), string.Create(CultureInfo.InvariantCulture, $"{report.EndedAt:u}"));
        }
    }
}
