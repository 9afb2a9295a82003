using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Journal;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Manifests;

namespace DotIuCutter.Temporal.Activities.Evidence;

/// <summary>
/// Which runs of an evidence directory are open, by manifest and journal: from manifest.json, written before the first object, until the teardown has
/// ended, and again from each reopening on.
/// </summary>
internal static class RunFolders
{
    public const string ManifestFile = "manifest.json";

    /// <summary>For people: how the first teardown ended.</summary>
    public const string ClosedFile = "closed.json";

    /// <summary>For people: what was found of a closed run. Gone once it is closed again.</summary>
    public const string ReopenedFile = "reopened.json";

    /// <summary>For people: how the last teardown of a run that was open again ended.</summary>
    public const string ReclosedFile = "reclosed.json";
    public const string ReportFile = "report.json";

    /// <summary>The open ones and those that cannot be read, oldest manifest first.</summary>
    public static async Task<IReadOnlyList<RunFolder>> OpenAsync(string evidence, CancellationToken cancel)
    {
        var open = new List<RunFolder>();
        foreach (var folder in Directory.Exists(evidence) ? Directory.GetDirectories(evidence).Order(StringComparer.Ordinal) : Enumerable.Empty<string>())
        {
            if (await ReadAsync(folder, cancel) is { } found)
            {
                open.Add(found);
            }
        }

        return [.. open.OrderBy(f => f.Run?.CreatedAt ?? DateTimeOffset.MinValue)];
    }

    /// <summary>Null when it holds no manifest or is closed.</summary>
    public static async Task<RunFolder?> ReadAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Join(folder, ManifestFile);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var (manifest, journal, problem) = await ReadRunAsync(folder, path, cancel);
            return problem is not null ? new RunFolder { Manifest = path, Problem = problem }
                : journal!.IsOpen ? new RunFolder { Manifest = path, Run = manifest }
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new RunFolder { Manifest = path, Problem = $"expected a folder that can be read, found that it cannot: {fault.Message}" };
        }
    }

    /// <summary>The closed run of this nonce, with its ledger; null when there is none, or it cannot be read.</summary>
    public static async Task<ClosedRun?> FindClosedAsync(string evidence, string nonce, CancellationToken cancel)
    {
        var folder = RunNonce.Is(nonce) && Directory.Exists(evidence)
            ? Directory.GetDirectories(evidence, $"*-{RunNonce.Prefix(nonce)}").FirstOrDefault()
            : null;
        if (folder is null || !File.Exists(Path.Join(folder, ManifestFile)))
        {
            return null;
        }

        var (manifest, journal, problem) = await ReadRunAsync(folder, Path.Join(folder, ManifestFile), cancel);
        return problem is null && manifest is not null && journal is { IsOpen: false, TeardownEnd: not null } && manifest.Nonce == nonce
            ? new ClosedRun { Run = manifest.Run, Ledger = LedgerDerivation.Derive(manifest, journal.Entries), ClosedAt = File.GetLastWriteTimeUtc(Path.Join(folder, ClosedFile)) }
            : null;
    }

    private static async Task<(Manifest? Manifest, JournalView? Journal, string? Problem)> ReadRunAsync(string folder, string path, CancellationToken cancel)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancel);
        var reading = ManifestDocument.Read(Encoding.UTF8.GetString(bytes));
        if (reading.File is not { Manifest: var manifest })
        {
            return (null, null, reading.Problem);
        }

        if (manifest.RunKey != Path.GetFileName(folder))
        {
            return (null, null, $"expected it in its run's folder '{manifest.RunKey}', found it in '{Path.GetFileName(folder)}'");
        }

        var journal = await new JournalFile(folder, TimeProvider.System).ReadAsync(cancel);
        var view = new JournalView(journal.Entries);
        var problem = journal.Problem is { } broken ? $"expected its journal as the run's activities left it, found that it was changed: {broken}"
            : view.Last<RunAccepted>()?.Run != manifest.Run ? $"expected {JournalFile.Name} of run '{manifest.RunKey}' beside it, found {(journal.Lines.Count == 0 ? "none" : "another run's")}"
            : view.Last<ManifestRecorded>()?.Sha256 != Convert.ToHexStringLower(SHA256.HashData(bytes)) ? $"expected the manifest that {JournalFile.Name} names by its digest, found another one"
            : null;
        return (manifest, view, problem);
    }
}
