using System.Globalization;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Provision.Copy;

/// <summary>G-13: the restored rows equal the dump's, table by table.</summary>
internal sealed class G13Restore(DrLifecycle lifecycle)
{
    public async Task<GateResult> JudgeAsync(RestoreCheck check)
    {
        var (target, dump) = (check.Target, check.Dump);
        var subject = $"database '{target.Database}' in '{target.Dr.Name}', restored from the dump {dump.Sha256[..12]}…";
        var expected = $"{dump.Rows} rows in {dump.Tables} tables, table by table as dumped";
        var dumped = await RestoredRows.InDumpAsync(RunPaths.For(target.WorkDirectory).Dump, CurrentActivity.Cancel);
        if (RowCounts.Sha256(dumped) != dump.RowCountsSha256)
        {
            return GateResult.Red(
                Gate.RestoreFaithful, subject, expected, $"the dump file now holds {dumped.Values.Sum()} rows in {dumped.Count} tables: it is not the one that was made",
                "Find out who wrote to the dump file; run again.");
        }

        await lifecycle.EnsureAsync(target.Dr, CurrentActivity.Cancel);
        var restored = await PostgresFailure.TranslateAsync(
            $"Counting rows of '{target.Database}'", () => RestoredRows.InDatabaseAsync(target, dumped.Keys, CurrentActivity.Cancel));
        Difference[] differences =
        [
            .. dumped.Where(table => restored[table.Key] != table.Value)
                .Select(table => new Difference($"{table.Key}", Describe(table.Value), restored[table.Key] < 0 ? "absent" : Describe(restored[table.Key]))),
        ];
        return differences.Length == 0
            ? GateResult.Green(Gate.RestoreFaithful, subject, expected, $"{restored.Values.Sum()} rows in {restored.Count} tables; dump sha256 {dump.Sha256}")
            : GateResult.Red(
                Gate.RestoreFaithful, subject, expected, $"{differences.Length} tables differ, first {differences[0].Field}: {differences[0].After} instead of {differences[0].Before}",
                "Look for triggers or rules that act while the dump is restored, and at the DR's log.", differences);
    }

    private static string Describe(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} rows");
}
