using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Journal;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Evidence.Journal;

/// <summary>One run as this host knows it: its manifest, and its journal as it stood when the activity began.</summary>
internal sealed class RecordedRun(Manifest manifest, JournalView journal, IJournal file, Redactor redactor, string folder)
{
    /// <summary>With the plan's scenarios.</summary>
    public Manifest Manifest => manifest;

    public Plan Plan => manifest.Plan;

    public RunRef Ref => manifest.Run;

    /// <summary>Absolute path of the evidence folder.</summary>
    public string Folder => folder;

    public JournalView Journal => journal;

    public Ledger Ledger => LedgerDerivation.Derive(manifest, journal.Entries);

    /// <summary>What an earlier step of the run captured or measured.</summary>
    /// <param name="member">Which one.</param>
    /// <param name="step">What it is called, such as <c>C-03</c>.</param>
    public T Captured<T>(Func<JournalView, T?> member, string step)
        where T : class => member(journal) ?? throw new InvalidOperationException(
            $"The journal of run '{manifest.RunKey}' has no {step}, and this step goes by it. It is tried again; if that does not help, abort the run.");

    /// <summary>Writes to the journal, without any secret, and answers what was written. On the disk before it returns.</summary>
    public async Task<IReadOnlyList<JournalEntry>> AppendAsync(params IReadOnlyList<JournalEntry> entries)
    {
        var redaction = redactor.For(manifest.Run);
        List<JournalEntry> safe = [.. entries.Select(entry => RecordRedaction.Apply(entry, redaction))];
        if (redaction.Found.Count > 0)
        {
            safe.Add(new GateJudged { Result = SecretFound.InJournal(redaction.Found) });
        }

        await file.AppendAsync(safe, (known, entry) => JournalRepetition.Repeats(manifest, known, entry), CancellationToken.None);
        return safe;
    }

    /// <summary>Writes what a gate found, and answers what its workflow needs to know of it.</summary>
    public async Task<GateAnswer> JudgeAsync(GateResult result, params IReadOnlyList<JournalEntry> before)
    {
        var written = await AppendAsync([.. before, new GateJudged { Result = result }]);
        return GateAnswer.From(((GateJudged)written[before.Count]).Result);
    }

    /// <summary>The run with what was written meanwhile.</summary>
    public async Task<RecordedRun> ReadAgainAsync(CancellationToken cancel) =>
        new(manifest, new JournalView((await file.ReadAsync(cancel)).Entries), file, redactor, folder);
}
