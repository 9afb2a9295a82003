using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Attestation;

/// <summary>What a worker states about a run. Pure, so that whoever checks it can make the same from the report and compare.</summary>
public static class RunStatement
{
    private const string CommitName = "code", PlanName = "plan", DrImageName = "dr-image", HarnessImageName = "harness-image";

    /// <param name="report">As in report.json.</param>
    /// <param name="reportSha256">Of report.json, 64 hex digits.</param>
    /// <param name="sumsSha256">Of SHA256SUMS, 64 hex digits.</param>
    public static Statement Derive(Report report, string reportSha256, string sumsSha256)
    {
        Resource[] configuration =
        [
            Sha256(PlanName, report.PlanSha256),
            .. Image(DrImageName, report.DrImageId),
            .. Image(HarnessImageName, report.HarnessImageId),
        ];
        return new Statement
        {
            Type = Statement.TypeUri,
            Subject =
            [
                new Resource { Name = CommitName, Digest = new Dictionary<string, string> { ["gitCommit"] = report.Commit } },
                .. configuration,
                Sha256(RunFolders.ReportFile, reportSha256),
                Sha256(Checksums.FileName, sumsSha256),
            ],
            PredicateType = Statement.TestResult,
            Predicate = new TestResultPredicate
            {
                Result = report.Summary.ExitCode == 0 ? "PASSED" : "FAILED",
                Configuration = configuration,
                PassedTests = Ids(report, ScenarioVerdict.Pass),
                WarnedTests = Ids(report, ScenarioVerdict.NotRun),
                FailedTests = Ids(report, ScenarioVerdict.Fail),
            },
        };
    }

    private static Resource Sha256(string name, string sha256) => new() { Name = name, Digest = new Dictionary<string, string> { ["sha256"] = sha256 } };

    private static IEnumerable<Resource> Image(string name, string? id) => id is null ? [] : [Sha256(name, id["sha256:".Length..])];

    private static string[] Ids(Report report, ScenarioVerdict verdict) => [.. report.Scenarios.Where(s => s.Verdict == verdict).Select(s => s.Id)];
}
