using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Closure.Reports;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Closure;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    public async Task<ReportRecord> WriteReportAsync(Report report)
    {
        var (run, cancel) = (report.Run, ActivityContext.Cancel);
        var json = evidence.Redacted(run, JsonSerializer.Serialize(report, Json.Indented) + "\n");
        var files = new Dictionary<string, string>
        {
            ["report.json"] = json,
            ["report.md"] = evidence.Redacted(run, MarkdownReport.Of(report)),
            ["junit.xml"] = evidence.Redacted(run, JUnitReport.Of(report)),
        };

        // G-28 has been read before the report could exist, so the report itself is scanned before it is written.
        var scan = new SecretScan(KnownSecrets.Of(host, run));
        foreach (var (name, text) in files)
        {
            if (scan.Find(Encoding.UTF8.GetBytes(text)) is [var match, ..])
            {
                throw new ApplicationFailureException(
                    $"File '{name}' would hold {match.Secret} as {match.Encoding} at byte {match.Offset}, expected no secret; it was not written. Find out where the run's findings got it from.",
                    FailureTypes.NotCleanlyClosed,
                    nonRetryable: true);
            }

            await evidence.WriteAsync(run, name, text, cancel);
        }

        await evidence.JoinAsync(run, cancel);
        await evidence.WriteAsync(run, Sha256Sums.FileName, await Sha256Sums.OfAsync(evidence.DirectoryOf(run), evidence.Files(run), cancel), cancel);
        return new ReportRecord { Directory = evidence.DirectoryOf(run), Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))) };
    }
}
