using System.Collections.Concurrent;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Journal;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>The runs of one host in memory.</summary>
internal sealed class MemoryRunStore : IRunStore
{
    private static readonly Redactor Nothing = new(new HostOptions { DockerEndpoint = new Uri("unix:///nonexistent"), Plans = "", WorkRoot = "", Evidence = "/nonexistent" });
    private readonly ConcurrentDictionary<string, (Manifest Manifest, MemoryJournal Journal)> runs = new(StringComparer.Ordinal);

    /// <summary>True while something is done whose worker is dead: it writes nothing any more.</summary>
    public bool WorkerIsDead { get; set; }

    /// <summary>The manifests of all runs, with their scenarios.</summary>
    public IEnumerable<Manifest> Manifests => runs.Values.Select(run => run.Manifest);

    public IReadOnlyList<JournalEntry> EntriesOf(string key) => runs.TryGetValue(key, out var run) ? run.Journal.Entries : [];

    /// <summary>Null for a run that is not known.</summary>
    public Manifest? Find(string key) => runs.TryGetValue(key, out var run) ? run.Manifest : null;

    public async Task<RecordedRun> AcceptAsync(Manifest manifest, CancellationToken cancel)
    {
        runs.TryAdd(manifest.RunKey, (manifest, new MemoryJournal([])));
        var run = await OpenAsync(manifest.RunKey, cancel);
        await run.AppendAsync(new RunAccepted { Run = manifest.Run, PlanSha256 = manifest.PlanSha256, FileSha256 = "in memory" });
        return run;
    }

    public Task<RecordedRun> OpenAsync(string key, CancellationToken cancel) => runs.TryGetValue(key, out var run)
        ? Task.FromResult(new RecordedRun(run.Manifest, new JournalView(run.Journal.Entries), WorkerIsDead ? new MemoryJournal(run.Journal.Entries) : run.Journal, Nothing, $"/evidence/{key}"))
        : throw new ApplicationFailureException($"Run '{key}' is not known here.", FailureTypes.UnknownRun, nonRetryable: true);
}
