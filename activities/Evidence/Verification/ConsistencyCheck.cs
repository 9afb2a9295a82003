using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Manifests;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Checks that manifest, marks and report are of one run, and tell the same of its objects.</summary>
internal static class ConsistencyCheck
{
    public static IEnumerable<EvidenceProblem> Problems(EvidenceFolder folder, Report report) =>
        [.. Manifest(folder, report), .. Closed(folder, report), .. Reopened(folder, report)];

    private static IEnumerable<EvidenceProblem> Manifest(EvidenceFolder folder, Report report)
    {
        const string file = RunFolders.ManifestFile;
        if (folder.Text(file) is not { } text)
        {
            // Refused or stopped before the manifest was recorded: nothing had been created.
            if (report.Ledger.Entries.Any(e => e.State is not (LedgerState.Planned or LedgerState.AlreadyAbsent)))
            {
                yield return new(file, "the objects that the report's ledger tells of", EvidenceProblem.NoSuchFile);
            }

            yield break;
        }

        if (ManifestDocument.Read(text) is not { File.Manifest: var manifest })
        {
            yield return new(file, "a manifest as a run writes it", "something else");
            yield break;
        }

        if (manifest.Run != report.Run || manifest.PlanSha256 != report.PlanSha256 || manifest.Plan.Code.Commit != report.Commit)
        {
            yield return new(file, $"run {report.Run.Key}, plan {report.PlanSha256}, commit {report.Commit}, as in report.json",
                $"run {manifest.RunKey}, plan {manifest.PlanSha256}, commit {manifest.Plan.Code.Commit}");
        }

        if (!manifest.Objects.All(o => report.Ledger.Entries.Any(e => e.Kind == o.Kind && e.Name == o.Name && e.Step == o.Step)))
        {
            yield return new("report.json, ledger", "every object of manifest.json", "fewer");
        }
    }

    private static IEnumerable<EvidenceProblem> Closed(EvidenceFolder folder, Report report)
    {
        const string file = RunFolders.ClosedFile;
        if (folder.Record<ClosedMark>(file) is not { } mark)
        {
            if (NetZero.WasProvisioned(report) && report.Summary.CleanlyClosed)
            {
                yield return new(file, "the mark that teardown sets as its last act", folder.Text(file) is null ? EvidenceProblem.NoSuchFile : "something else");
            }

            yield break;
        }

        if (mark.Run != report.Run)
        {
            yield return new(file, $"run {report.Run.Key}, as in report.json", $"run {mark.Run.Key}");
        }

        foreach (var entry in report.Ledger.Entries)
        {
            var found = mark.Outcome.Ledger.Entries.FirstOrDefault(e => e.Kind == entry.Kind && e.Name == entry.Name);
            if (found?.State != entry.State || found.Id != entry.Id)
            {
                yield return new($"report.json, ledger, {entry.Kind} {entry.Name}", $"what closed.json says: {found?.State} {found?.Id}".TrimEnd(), $"{entry.State} {entry.Id}".TrimEnd());
            }
        }
    }

    private static IEnumerable<EvidenceProblem> Reopened(EvidenceFolder folder, Report report)
    {
        if (folder.Text(RunFolders.ReopenedFile) is not null)
        {
            var found = folder.Record<ReopenedMark>(RunFolders.ReopenedFile);
            yield return new(RunFolders.ReopenedFile, "no such file: the run is open again until its next teardown",
                found is null ? "one that cannot be read" : $"since {found.ReopenedAt.UtcDateTime:u}: {found.Found.Found}");
        }

        if (folder.Text(RunFolders.ReclosedFile) is not null
            && folder.Record<ClosedMark>(RunFolders.ReclosedFile) is var mark
            && (mark is not { Teardown: TeardownVerdict.Clean } || mark.Run != report.Run))
        {
            yield return new(RunFolders.ReclosedFile, $"run {report.Run.Key}, closed clean", mark is null ? "something else" : $"run {mark.Run.Key}, {VerdictText.Describe(mark.Teardown)}");
        }
    }
}
