using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Journal;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>The journal is as its writers left it, and the report says what follows from it and from the plan: it is derived once more.</summary>
internal static class JournalCheck
{
    public static IEnumerable<EvidenceProblem> Problems(EvidenceFolder folder, Report report)
    {
        var reading = JournalChain.Read(folder.Text(JournalFile.Name) ?? string.Empty);
        if (reading.Problem is { } broken)
        {
            return [new(JournalFile.Name, "every line to follow the one before", broken)];
        }

        if (folder.Record<Manifest>(RecordedRuns.PlanFile) is not { } manifest)
        {
            return [new(RecordedRuns.PlanFile, "the accepted plan as a run writes it", folder.Text(RecordedRuns.PlanFile) is null ? "no such file" : "something else")];
        }

        return reading.Entries is [RunAccepted first, ..] && first.Run == manifest.Run && first.FileSha256 == folder.Sha256(RecordedRuns.PlanFile)
            ? [.. Derived(manifest, reading, report), .. AfterSeal(folder, reading)]
            : [new(JournalFile.Name, $"to begin with run {manifest.RunKey} and the digest of {RecordedRuns.PlanFile}", "another beginning")];
    }

    private static IEnumerable<EvidenceProblem> Derived(Manifest manifest, JournalReading reading, Report report)
    {
        if (new JournalView(reading.Entries).ForwardEnd is null)
        {
            return [new(JournalFile.Name, "the end of the run that report.json tells of", "none")];
        }

        var derived = ReportDerivation.Derive(manifest, reading.Entries) with { Timeline = report.Timeline };
        return Text(derived) == Text(report)
            ? []
            : [new(RunFolders.ReportFile, $"what follows from {JournalFile.Name} and {RecordedRuns.PlanFile}", Differing(derived, report))];
    }

    /// <summary>What was appended after the seal follows the sealed lines.</summary>
    private static IEnumerable<EvidenceProblem> AfterSeal(EvidenceFolder folder, JournalReading sealedLines)
    {
        if (folder.Text(JournalFile.AfterSealName) is not { } after)
        {
            yield break;
        }

        var whole = JournalChain.Read(folder.Text(JournalFile.Name) + after);
        if (whole.Problem is not null || whole.Lines.Count <= sealedLines.Lines.Count)
        {
            yield return new(JournalFile.AfterSealName, $"lines that follow those of {JournalFile.Name}", whole.Problem ?? "none");
        }
        else if (new JournalView(whole.Entries) is { IsOpen: true } now && now.Last<Reopened>() is { } reopened)
        {
            yield return new(JournalFile.AfterSealName, "a closed run", $"one that is open again until its next teardown: {reopened.Found.Found}");
        }
    }

    private static string Differing(Report derived, Report report)
    {
        var (right, said) = (JsonSerializer.SerializeToElement(derived, Json.Options), JsonSerializer.SerializeToElement(report, Json.Options));
        var names = right.EnumerateObject().Select(p => p.Name).Union(said.EnumerateObject().Select(p => p.Name));
        var differing = names.Where(n => (right.TryGetProperty(n, out var a) ? a.GetRawText() : null) != (said.TryGetProperty(n, out var b) ? b.GetRawText() : null));
        return $"something else in {string.Join(", ", differing)}";
    }

    /// <summary>Whatever stands where a password stands was taken out of the report.</summary>
    private static string Text(Report report) => Redactor.Shapes(JsonSerializer.Serialize(report, Json.Options));
}
