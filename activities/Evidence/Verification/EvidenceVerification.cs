using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Checks a folder of evidence by itself. It needs no Temporal and no Docker, and writes nothing.</summary>
public static class EvidenceVerification
{
    /// <param name="path">The run's folder.</param>
    /// <param name="request">What is asked of it.</param>
    /// <param name="now">The time that the run's age is measured at.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async Task<VerificationResult> RunAsync(string path, VerificationRequest request, DateTimeOffset now, CancellationToken cancel)
    {
        var folder = await EvidenceFolder.ReadAsync(path, cancel);
        return folder.Report() is { Version: 1 } report
            ? Check(folder, report, request, now)
            : new VerificationResult
            {
                Holds = [],
                Problems =
                [
                    new(RunFolders.ReportFile, "a report as a run writes it", folder.Text(RunFolders.ReportFile) is null ? EvidenceProblem.NoSuchFile : "something else"),
                    .. SumsCheck.Problems(folder).Where(p => p.Subject != RunFolders.ReportFile),
                ],
            };
    }

    private static VerificationResult Check(EvidenceFolder folder, Report report, VerificationRequest request, DateTimeOffset now)
    {
        var (holds, problems) = (new List<string>(), new List<EvidenceProblem>());
        Add($"all {folder.Names.Count()} files are as SHA256SUMS lists them", SumsCheck.Problems(folder));
        var signed = request.Key is { } key && Add($"signed by key {key.Id}, which states what the files say", SignatureCheck.Problems(folder, key, report));
        Add("manifest, marks and report are of one run and tell the same of its objects", ConsistencyCheck.Problems(folder, report));
        Add("the journal is whole, and the report is what follows from it", JournalCheck.Problems(folder, report));
        Add("every verdict follows from the gates, scenarios and ledger", VerdictCheck.Problems(report));
        Add("the SQL trace has the statements that are counted, and none that is forbidden", TraceCheck.Problems(folder, report));
        return new VerificationResult
        {
            Holds = holds,
            Problems = problems,
            Unmet = [.. RequestCheck.Problems(request, report, now)],
            Summary = report.Summary,
            SignedBy = signed ? request.Key?.Id : null,
        };

        bool Add(string claim, IEnumerable<EvidenceProblem> found)
        {
            var before = problems.Count;
            problems.AddRange(found);
            if (problems.Count == before)
            {
                holds.Add(claim);
            }

            return problems.Count == before;
        }
    }
}
