using System.Globalization;
using System.Xml.Linq;
using DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using static DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Elements.Markup;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports.Html.Sections;

/// <summary>What the copy cost production, and how long getting it back took.</summary>
internal static class HtmlProduction
{
    public static XElement? Render(Report report) => report.Production is not { } production ? null : Section(
        "production",
        "What it cost production",
        HtmlTable.Facts("Production and its copy", [
            ("Server", $"PostgreSQL {production.Version}, {ReportText.Number(production.SizeBytes)} bytes"),
            ("System identifier", Code(production.SystemIdentifier)),
            ("DR's system identifier", report.DrSystemIdentifier is { } dr ? Code(dr) : "no DR was made"),
            .. report.Dump is { } dump ? Dump(dump) : [],
            ("Restore (recovery time)", report.Restore is { } restore ? $"{ReportText.Describe(restore)}, {Rate(restore.GigabytesPerMinute)}" : null),
            ("Encrypted copy", report.Retained is { } retained ? $"{retained.Path}, SHA-256 {retained.Sha256}" : null),
        ]));

    private static IEnumerable<(string Name, object? Value)> Dump(DumpRecord dump) =>
        [Fact(ReportText.Describe(dump)), ("Dump's SHA-256", Code(dump.Sha256)), .. ReportText.Cost(dump).Select(Fact)];

    private static (string Name, object? Value) Fact((string What, string Measured) fact) => fact;

    private static string Rate(double? rate) => rate is { } measured ? string.Create(CultureInfo.InvariantCulture, $"{measured:0.00} GB/min") : "too fast to measure";
}
