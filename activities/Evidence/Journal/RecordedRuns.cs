using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Secrets;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Journal;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Evidence.Journal;

/// <summary>
/// The runs of this host's evidence directory, each in a folder of its key. A run is only opened while its plan and its journal are as its activities left
/// them.
/// </summary>
internal sealed class RecordedRuns(HostOptions host, Redactor redactor, TimeProvider clock) : IRunStore
{
    /// <summary>The plan as it was accepted, with its names made exact: what every step of the run goes by.</summary>
    public const string PlanFile = "plan.json";

    /// <inheritdoc/>
    public async Task<RecordedRun> AcceptAsync(Manifest manifest, CancellationToken cancel)
    {
        var (folder, text) = (FolderOf(manifest.RunKey), JsonSerializer.Serialize(manifest, Json.Indented) + "\n");
        var path = Path.Join(folder, PlanFile);
        if (File.Exists(path) && await File.ReadAllTextAsync(path, cancel) != text)
        {
            throw Untrusted(manifest.RunKey, $"'{path}' is that of another run");
        }

        await AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(text), cancel);
        var run = Make(manifest, JournalReading.Empty, folder);
        await run.AppendAsync(new RunAccepted { Run = manifest.Run, PlanSha256 = manifest.PlanSha256, FileSha256 = Digest(text) });
        return run;
    }

    /// <inheritdoc/>
    public async Task<RecordedRun> OpenAsync(string key, CancellationToken cancel)
    {
        if (!RunKey.IsValid(key))
        {
            throw Untrusted(key, "that is no key of a run");
        }

        var folder = FolderOf(key);
        var path = Path.Join(folder, PlanFile);
        var text = File.Exists(path) ? await File.ReadAllTextAsync(path, cancel) : throw Untrusted(key, $"there is no '{path}' on this host");
        var reading = await new JournalFile(folder, clock).ReadAsync(cancel);
        return Json.ReadOrNull<Manifest>(text) is { } manifest && Problem(manifest, text, key, reading) is var problem
            ? problem is null ? Make(manifest, reading, folder) : throw Untrusted(key, problem)
            : throw Untrusted(key, $"'{path}' is not a plan as a run writes it");
    }

    private static string? Problem(Manifest manifest, string text, string key, JournalReading journal) =>
        journal.Problem is { } broken ? $"its journal was changed: {broken}"
        : journal.Entries is not [RunAccepted first, ..] ? "its journal does not begin with an accepted plan"
        : manifest.RunKey != key || first.Run != manifest.Run ? "its plan or its journal is that of another run"
        : first.FileSha256 != Digest(text) ? "its plan was changed after it was accepted"
        : null;

    private RecordedRun Make(Manifest manifest, JournalReading reading, string folder) =>
        new(manifest, new JournalView(reading.Entries), new JournalFile(folder, clock), redactor, folder);

    private string FolderOf(string key) => Path.Join(host.Evidence, key);

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private ApplicationFailureException Untrusted(string key, string why) => new(
        $"Run '{key}' cannot be worked on here: {why}. Nothing was touched. The evidence directory of this host is '{host.Evidence}'; restore the run's folder there, or look on the host where it ran.",
        FailureTypes.UnknownRun,
        nonRetryable: true);
}
