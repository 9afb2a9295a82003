using System.Globalization;
using System.Xml.Linq;
using DotIuCutter.Temporal.Workflows.Closure;
using DotIuCutter.Temporal.Workflows.Provision;
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
            .. report.Dump is { } dump ? Dump(dump) : [],
            ("Restore (recovery time)", report.Restore is { } restore ? $"{ReportWords.Of(restore)}, {Rate(restore.GigabytesPerMinute)}" : null),
            ("Encrypted copy", report.Retained is { } retained ? $"{retained.Path}, SHA-256 {retained.Sha256}" : null),
        ]));

    private static IEnumerable<(string Name, object? Value)> Dump(DumpRecord dump) =>
        [Fact(ReportWords.Of(dump)), ("Dump's SHA-256", Code(dump.Sha256)), .. ReportWords.Cost(dump).Select(Fact)];

    private static (string Name, object? Value) Fact((string What, string Measured) fact) => fact;

    private static string Rate(double? rate) => rate is { } measured ? string.Create(CultureInfo.InvariantCulture, $"{measured:0.00} GB/min") : "too fast to measure";
}
