using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Evidence.Reports;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html;
using DotIuCutter.Temporal.Activities.Evidence.Timelines;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Closure;

/// <summary>Derives the report of a run from its journal, writes it in every form, and seals the evidence.</summary>
internal sealed class ReportWriting(HostOptions host, EvidenceStore evidence)
{
    /// <summary>The checksums come last, and after them the signature over them: what is not in them was written afterwards.</summary>
    public async Task<ClosureSummary> WriteAsync(RecordedRun run, ReportStep step)
    {
        var cancel = CurrentActivity.Cancel;
        await run.AppendAsync(new Ended { End = step.End, At = step.EndedAt, Detail = step.Detail, Holds = step.Holds });
        var timeline = await RunTimeline.ReadAsync(run.Ref, cancel);
        var (report, files) = await RenderAsync(run, timeline, cancel);
        await evidence.JoinAsync(run.Ref, cancel);
        foreach (var (name, text) in files)
        {
            await evidence.WriteAsync(run.Ref, name, text, cancel);
        }

        var summary = report.Summary;
        await run.AppendAsync(new Closed { Verdicts = summary.Verdicts, CleanlyClosed = summary.CleanlyClosed, ExitCode = summary.ExitCode });
        var sums = await Checksums.WriteAsync(evidence, run.Ref, cancel);
        if (host.SigningKey is { } key)
        {
            var written = await evidence.ReadAsync(run.Ref, RunFolders.ReportFile, cancel) ?? throw new FileNotFoundException("report.json vanished after it was written.");
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)));
            await AttestationFile.WriteAsync(evidence, run.Ref, SigningKey.Read(key), report, sha256, sums, cancel);
        }

        return summary with { EvidenceDirectory = run.Folder };
    }

    /// <summary>A report that holds a secret says so: G-28 becomes red in the journal, and the report is derived again without it.</summary>
    private async Task<(Report Report, IReadOnlyList<(string Name, string Text)> Files)> RenderAsync(RecordedRun run, IReadOnlyList<TimelineStep> timeline, CancellationToken cancel)
    {
        var redaction = evidence.Redaction(run.Ref);
        var report = RecordRedaction.Apply(await DeriveAsync(run, timeline, cancel), redaction);
        var files = Render(report, redaction);
        if (redaction.Found.Count > 0 && !report.Gates.Any(g => g.Gate == Gate.NoSecretRetained && g.State == GateState.Red))
        {
            await run.JudgeAsync(SecretFound.InReport(redaction.Found));
            report = RecordRedaction.Apply(await DeriveAsync(run, timeline, cancel), redaction);
            files = Render(report, redaction);
        }

        return (report, files);
    }

    private static async Task<Report> DeriveAsync(RecordedRun run, IReadOnlyList<TimelineStep> timeline, CancellationToken cancel)
    {
        var now = await run.ReadAgainAsync(cancel);
        return ReportDerivation.Derive(now.Manifest, now.Journal.Entries) with { Timeline = timeline };
    }

    private static IReadOnlyList<(string Name, string Text)> Render(Report report, Redaction redaction) =>
    [
        (RunFolders.ReportFile, redaction.Apply(JsonSerializer.Serialize(report, Json.Indented) + "\n")),
        ("report.md", redaction.Apply(ReportMarkdown.Render(report))),
        ("report.html", redaction.Apply(ReportHtml.Render(report))),
        ("junit.xml", redaction.Apply(ReportJunit.Render(report))),
    ];
}
