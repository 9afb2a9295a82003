using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Closure.Reports;
using DotIuCutter.Temporal.Workflows;
using DotIuCutter.Temporal.Workflows.Closure;

namespace DotIuCutter.Temporal.Activities.Closure;

internal sealed partial class ClosureActivities
{
    /// <summary>The checksums come last: what is not in them was written afterwards.</summary>
    public async Task<ReportRecord> WriteReportAsync(Report report)
    {
        var (run, cancel) = (report.Run, ActivityContext.Cancel);
        await evidence.JoinAsync(run, cancel);
        await evidence.WriteAsync(run, "report.json", JsonSerializer.Serialize(report, Json.Indented) + "\n", cancel);
        await evidence.WriteAsync(run, "report.md", ReportMarkdown.Of(report), cancel);
        await evidence.WriteAsync(run, "junit.xml", ReportJunit.Of(report), cancel);
        await Checksums.WriteAsync(evidence, run, cancel);
        var written = await evidence.ReadAsync(run, "report.json", cancel) ?? throw new FileNotFoundException("report.json vanished after it was written.");
        return new ReportRecord
        {
            Directory = evidence.DirectoryOf(run),
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(written))),
        };
    }
}
