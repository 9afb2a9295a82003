using System.Globalization;
using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

/// <summary>Describes what all forms of the report share. Pure.</summary>
internal static partial class ReportText
{
    public static string Describe(GateState state) => state switch
    {
        GateState.Green => "green",
        GateState.Red => "RED",
        GateState.Unknown => "UNKNOWN",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state"),
    };

    public static string Describe(LedgerState state) => state switch
    {
        LedgerState.Planned => "never seen",
        LedgerState.Present => "present",
        LedgerState.Removed => "removed",
        LedgerState.AlreadyAbsent => "absent",
        LedgerState.NotOurs => "not ours, left alone",
        LedgerState.Failed => "FAILED",
        LedgerState.Acknowledged => "ACKNOWLEDGED",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a state"),
    };

    /// <summary>Committed row changes in one line; <c>not measured</c> when the scenario did not run.</summary>
    public static string Describe(ScenarioEffects? effects)
    {
        if (effects is null)
        {
            return "not measured";
        }

        var rows = effects.Tables.Count == 0 ? "zero rows" : string.Join("; ", effects.Tables.Select(Describe));
        return rows + (effects.CatalogChanged ? "; CATALOG CHANGED" : string.Empty) + (effects.SequencesMoved ? "; sequences moved" : string.Empty);
    }

    public static string Describe(CodeExport code) => $"{Number(code.Files)} files, {Number(code.Bytes)} bytes, exported with fingerprint `{code.Sha256}`";

    public static string Describe(Hold hold) =>
        $"Held {hold.Where} for {Seconds(hold.Seconds ?? 0)}; the DR may have been changed by hand meanwhile.";

    public static string Describe(RestoreRecord restore) =>
        $"{Seconds(restore.Seconds)}, {Number(restore.SizeBytes)} bytes{(restore.Repeated is { } why ? $", by one session after several at once had failed ({why})" : "")}";

    public static (string What, string Measured) Describe(DumpRecord dump) => (
        dump.MadeAt is null ? "Dump" : "Dump, used again",
        $"{Seconds(dump.Seconds)}, {Number(dump.Bytes)} bytes, {Number(dump.Tables)} tables, {Number(dump.Rows)} rows");

    /// <summary>What the dump cost production.</summary>
    public static IReadOnlyList<(string What, string Measured)> Cost(DumpRecord dump) => dump.MadeAt is { } madeAt
        ? [("Read of production's rows", $"nothing: the dump was retained by an earlier run, made {madeAt:u}")]
        :
        [
            ("Lock waits seen", Number(dump.LockWaits)),
            ("Others seen waiting for it", dump.OthersWaitedSeconds is { } waited ? $"up to {Seconds(waited)}" : "none"),
            ("Oldest snapshot seen", dump.XminAge is { } age ? $"{Number(age)} transactions" : "not seen"),
        ];

    /// <summary>A scenario's verdict; one that had begun when the run was stopped is told apart from one that never began.</summary>
    public static string Verdict(ScenarioOutcome scenario, IReadOnlyList<GateResult> gates) =>
        VerdictText.Describe(scenario.Verdict) + (WasInterrupted(scenario, gates) ? " (interrupted)" : "");

    public static bool WasInterrupted(ScenarioOutcome scenario, IReadOnlyList<GateResult> gates) =>
        scenario.Verdict == ScenarioVerdict.NotRun && gates.Any(g => g.Scenario == scenario.Id);

    /// <summary>A gate's remedy; where the finding names processes also the command that prints their statements from the trace.</summary>
    public static string Remedy(GateResult gate)
    {
        string[] processes = gate.Scenario is null ? [] : [.. Process().Matches(gate.Found).Select(m => m.Groups[1].Value).Distinct()];
        return processes.Length == 0
            ? gate.Remedy ?? string.Empty
            : $"{gate.Remedy} In the evidence folder: `jq -r 'select(.scenario == \"{gate.Scenario}\" and (.pid == {string.Join(" or .pid == ", processes)})) | .statement' sql-trace.ndjson`".TrimStart();
    }

    public static string Seconds(double seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s");

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bprocess (\d+)")]
    private static partial Regex Process();

    private static string Describe(TableEffect table)
    {
        var parts = new[] { (table.Inserted, "inserted"), (table.Updated, "updated"), (table.Deleted, "DELETED"), (table.Truncated, "TRUNCATED") };
        return $"{table.Table}: {string.Join(", ", parts.Where(p => p.Item1 > 0).Select(p => $"{Number(p.Item1)} {p.Item2}"))}";
    }
}
