using DotIuCutter.Temporal.Activities.Evidence.Attestation;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Checks a folder of evidence by itself: needs no Temporal, no Docker, and writes nothing.</summary>
public static class EvidenceVerification
{
    /// <param name="path">The run's folder.</param>
    /// <param name="key">Whose signature it must have; null to check everything but the signature.</param>
    /// <param name="cancel">Ends the reading.</param>
    public static async Task<VerificationResult> RunAsync(string path, VerifyingKey? key, CancellationToken cancel)
    {
        var folder = await EvidenceFolder.ReadAsync(path, cancel);
        if (folder.Report() is not { Version: 1 } report)
        {
            return new VerificationResult { Holds = [], Problems = [new("report.json", "a report as a run writes it", folder.Text("report.json") is null ? "no such file" : "something else"), .. SumsCheck.Problems(folder)] };
        }

        var (holds, problems) = (new List<string>(), new List<EvidenceProblem>());
        Check($"all {folder.Names.Count()} files are as SHA256SUMS lists them", SumsCheck.Problems(folder));
        var signed = key is not null && Check($"signed by key {key.Id}, which states what the files say", SignatureCheck.Problems(folder, key, report));
        Check("manifest, marks and report are of one run and tell the same of its objects", BelongingCheck.Problems(folder, report));
        Check("every verdict follows from the gates, scenarios and ledger", VerdictCheck.Problems(report));
        Check("the SQL trace has the statements that are counted, and none that is forbidden", TraceCheck.Problems(folder, report));
        return new VerificationResult { Holds = holds, Problems = problems, Summary = report.Summary, SignedBy = signed ? key?.Id : null };

        bool Check(string words, IEnumerable<EvidenceProblem> found)
        {
            var before = problems.Count;
            problems.AddRange(found);
            if (problems.Count == before)
            {
                holds.Add(words);
            }

            return problems.Count == before;
        }
    }
}
