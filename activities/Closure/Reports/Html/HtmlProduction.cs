using System.Globalization;
using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Closure;
using static DotIuCutter.Temporal.Activities.Closure.Reports.Html.Markup;

namespace DotIuCutter.Temporal.Activities.Closure.Reports.Html;

/// <summary>What the copy cost production, and how long getting it back took.</summary>
internal static class HtmlProduction
{
    public static XElement? Of(Report report) => report.Production is not { } production ? null : Section(
        "production",
        "What it cost production",
        HtmlTable.Facts("Production and its copy", [
            ("Server", $"PostgreSQL {production.Version}, {ReportWords.Number(production.SizeBytes)} bytes"),
            ("System identifier", Code(production.SystemIdentifier)),
            ("DR's system identifier", report.DrSystemIdentifier is { } dr ? Code(dr) : "no DR was made"),
            (report.Dump?.MadeAt is null ? "Dump" : "Dump, used again", report.Dump is { } dump ? $"{ReportWords.Seconds(dump.Seconds)}, {ReportWords.Number(dump.Bytes)} bytes, {ReportWords.Number(dump.Tables)} tables, {ReportWords.Number(dump.Rows)} rows" : null),
            ("Dump's SHA-256", report.Dump is { } d ? Code(d.Sha256) : null),
            .. report.Dump is { } cost ? ReportWords.Cost(cost).Select(fact => (fact.What, (object?)fact.Measured)) : [],
            ("Restore (recovery time)", report.Restore is { } restore ? $"{ReportWords.Seconds(restore.Seconds)}, {ReportWords.Number(restore.SizeBytes)} bytes, {Rate(restore.GigabytesPerMinute)}" : null),
            ("Encrypted copy", report.Retained is { } retained ? $"{retained.Path}, SHA-256 {retained.Sha256}" : null),
        ]));

    private static string Rate(double? rate) => rate is { } measured ? string.Create(CultureInfo.InvariantCulture, $"{measured:0.00} GB/min") : "too fast to measure";
}
