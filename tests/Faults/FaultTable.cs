using System.Globalization;
using System.Text;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>One line a fault. Runs that did not fire are shown and count nowhere else.</summary>
internal static class FaultTable
{
    public static string Of(IReadOnlyList<FaultRecord> records)
    {
        var text = new StringBuilder();
        Line(text, "fault", "runs", "fired", "resumed", "residuals", "foreign", "protected", "p50 s", "p95 s", "passed", "failed", "");
        foreach (var kind in records.GroupBy(r => r.Kind).OrderBy(g => FaultCatalogue.Place(g.Key)))
        {
            Line(text, kind.Key, [.. kind], FaultCatalogue.Words(kind.Key));
        }

        Line(text, "all", records, "");
        return text.ToString();
    }

    private static void Line(StringBuilder text, string name, IReadOnlyList<FaultRecord> all, string words)
    {
        var fired = all.Where(r => r.Fired is not null || !r.Resumed).ToList();
        var seconds = fired.Select(r => r.SecondsToResume).OfType<double>().Order().ToList();
        Line(
            text, name, Number(all.Count), Number(all.Count(r => r.Fired is not null)), Number(fired.Count(r => r.Resumed)), Number(fired.Sum(r => r.Residuals.Count)),
            Number(fired.Sum(r => r.ForeignTouched.Count)), Number(fired.Sum(r => r.ProtectedChanged.Count)), Quantile(seconds, 0.5), Quantile(seconds, 0.95),
            Number(fired.Count(r => r.Passed)), Number(fired.Count(r => !r.Passed)), words);
    }

    private static void Line(StringBuilder text, params string[] cells) => text.AppendLine(
        $"{cells[0],-5} {cells[1],5} {cells[2],6} {cells[3],8} {cells[4],10} {cells[5],8} {cells[6],10} {cells[7],7} {cells[8],7} {cells[9],7} {cells[10],7}  {cells[11]}".TrimEnd());

    private static string Quantile(List<double> sorted, double part) =>
        sorted.Count == 0 ? "-" : sorted[(int)Math.Ceiling(part * sorted.Count) - 1].ToString("0.0", CultureInfo.InvariantCulture);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
