using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Evidence.Attestation;
using DotIuCutter.Temporal.Activities.Evidence.Reports;
using DotIuCutter.Temporal.Activities.Evidence.Timelines;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public async Task<ReportRecord> WriteReportAsync(ReportRequest request) => await WriteAsync(await AskedOfRun.AnswerAsync(run => run.Report, "drafted its report", CurrentActivity.Cancel));

    /// <summary>The checksums come last, and after them the signature over them: what is not in them was written afterwards.</summary>
    internal async Task<ReportRecord> WriteAsync(Report report)
    {
        var (run, cancel) = (report.Run, CurrentActivity.Cancel);
        var redaction = evidence.Redaction(run);
        var whole = report with { Timeline = await RunTimeline.ReadAsync(run, cancel) };
        var redacted = ReportRedaction.Apply(whole, redaction);
        var files = Files(redacted).Select(file => (file.Name, Text: redaction.Apply(file.Text))).ToArray();
        if (redaction.Found.Count > 0 && !report.Gates.Any(g => g is { Gate: "G-28", State: GateState.Red }))
        {
            return new ReportRecord { Directory = evidence.DirectoryOf(run), Finding = SecretInReport(redaction.Found) };
        }

        await evidence.JoinAsync(run, cancel);
        foreach (var (name, text) in files)
        {
            await evidence.WriteAsync(run, name, text, cancel);
        }

        var sums = await Checksums.WriteAsync(evidence, run, cancel);
        var written = await evidence.ReadAsync(run, "report.json", cancel) ?? throw new FileNotFoundException("report.json vanished after it was written.");
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written)));
        if (host.SigningKey is { } key)
        {
            await AttestationFile.WriteAsync(evidence, run, SigningKey.Read(key), redacted, sha256, sums, cancel);
        }

        return new ReportRecord { Directory = evidence.DirectoryOf(run), Sha256 = sha256, Written = redacted };
    }

    private static IEnumerable<(string Name, string Text)> Files(Report report) =>
    [
        ("report.json", JsonSerializer.Serialize(report, Json.Indented) + "\n"),
        ("report.md", ReportMarkdown.Render(report)),
        ("report.html", ReportHtml.Render(report)),
        ("junit.xml", ReportJunit.Render(report)),
    ];

    /// <summary>Names the secrets, never their values. Where they stood, the report shows the redactor's mark.</summary>
    private static GateResult SecretInReport(IEnumerable<SecretMatch> found) => GateResult.Red(
        "G-28", "the report before it was written", "no secret in any encoding",
        string.Join("; ", found.Select(m => $"{m.Secret}, {m.Encoding}").Distinct(StringComparer.Ordinal).Take(MostFindings)),
        $"It was written with '{Redactor.Mark}' in their place, but a finding brought them here through Temporal's history: change the named secrets, and report what quoted them as a defect");
}
