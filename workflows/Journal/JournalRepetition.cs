using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Ledgers;

namespace DotIuCutter.Temporal.Workflows.Journal;

/// <summary>
/// Tells an entry that says nothing new, so that a step that is tried again, and a teardown that stays parked for a year, do not fill the journal. Pure.
/// </summary>
public static class JournalRepetition
{
    /// <summary>True when the last entry about the same subject says the same, and the ledger would not change.</summary>
    public static bool Repeats(Manifest manifest, IReadOnlyList<JournalEntry> entries, JournalEntry entry)
    {
        var subject = Subject(entry);
        return entries.LastOrDefault(e => Subject(e) == subject) is { } last
            && Text(last) == Text(entry)
            && LedgerDerivation.Derive(manifest, entries).Entries.SequenceEqual(LedgerDerivation.Derive(manifest, [.. entries, entry]).Entries);
    }

    private static string Text(JournalEntry entry) => JsonSerializer.Serialize(entry, Json.Options);

    private static string Subject(JournalEntry entry) => entry switch
    {
        GateJudged { Result: var gate } => $"gate {gate.Gate} {gate.Scenario}",
        Intended intended => $"intent {intended.Kind} {intended.Name}",
        Created created => $"created {created.Kind} {created.Name}",
        ManifestRecorded or TornDown or Reopened => "open or closed",
        Removed { Result: var result } => $"removed {result.Step}",
        EffectMeasured effect => $"effect {effect.Scenario}",
        Acknowledged acknowledged => $"acknowledged {acknowledged.Residual}",
        Captured captured => $"captured {Members(captured.Engine, captured.Protected, captured.Code, captured.Production, captured.Inventory, captured.Watched, captured.Images, captured.Policy)}",
        Copied copied => $"copied {Members(copied.DrSystemIdentifier, copied.Dump, copied.Retained, copied.Restore)}",
        _ => entry.GetType().Name,
    };

    private static string Members(params ReadOnlySpan<object?> members)
    {
        var present = 0;
        for (var i = 0; i < members.Length; i++)
        {
            present |= members[i] is null ? 0 : 1 << i;
        }

        return $"{present}";
    }
}
