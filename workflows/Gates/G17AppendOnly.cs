using System.Globalization;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;

namespace DotIuCutter.Temporal.Workflows.Gates;

/// <summary>No DELETE, TRUNCATE or DDL committed, and none attempted by the code under test.</summary>
internal static class G17AppendOnly
{
    public static GateResult Judge(string subject, ScenarioRecord record)
    {
        const string Expected = "no DELETE, TRUNCATE or DDL committed, and none attempted";
        var effects = record.Effects;
        string[] offences =
        [
            .. effects.Tables.Where(table => table.Deleted + table.Truncated > 0).Select(EffectText.Describe),
            .. effects.CatalogChanged ? (string[])[EffectText.CatalogChanged] : [],
            .. record.Attempts.Select(tried => string.Create(CultureInfo.InvariantCulture, $"{tried.Verb} attempted by process {tried.Pid} at {tried.Time}")),
        ];
        return offences.Length == 0
            ? GateResult.Green(Gate.AppendOnly, subject, Expected, string.Create(CultureInfo.InvariantCulture, $"none, in {effects.Statements} statements"))
            : GateResult.Red(
                Gate.AppendOnly, subject, Expected, string.Join("; ", offences), "Look for the statement in sql-trace.ndjson of the evidence folder; the code under test may insert and update what the plan declares, and must not delete, truncate or change the catalog.");
    }
}
