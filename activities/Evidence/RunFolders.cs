using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Manifests;

namespace DotIuCutter.Temporal.Activities.Evidence;

/// <summary>
/// Which runs of an evidence directory are open. A run is open from its manifest.json, written before its first object, to its closed.json,
/// written by its teardown as the last act. A report closes it too: the run writes it after its teardown has ended. A closed run of which
/// something stands on the engine again is open from its reopened.json, which the supervisor writes, until its next teardown puts reclosed.json there.
/// </summary>
internal static class RunFolders
{
    /// <summary>The name of the file that can tear a run down when all of Temporal's history is gone.</summary>
    public const string ManifestFile = "manifest.json";

    public const string ClosedFile = "closed.json";

    public const string ReopenedFile = "reopened.json";

    /// <summary>The mark of the last teardown of a run that was open again. The first mark stays, since the run's checksums may be over it.</summary>
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

        return [.. open.OrderBy(f => f.Request?.Manifest.CreatedAt ?? DateTimeOffset.MinValue)];
    }

    /// <summary>Null when it holds no manifest or is closed.</summary>
    public static async Task<RunFolder?> ReadAsync(string folder, CancellationToken cancel)
    {
        var path = Path.Join(folder, ManifestFile);
        try
        {
            return await TextAsync(path, cancel) is { } text ? await ReadAsync(folder, path, ManifestDocument.Read(text), cancel) : null;
        }
        catch (JsonException fault)
        {
            return new RunFolder { Manifest = path, Problem = $"expected {ClosedFile} and {ReportFile} beside it to be of its run, found that {fault.Message}" };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new RunFolder { Manifest = path, Problem = $"expected a folder that can be read, found that it cannot: {fault.Message}" };
        }
    }

    /// <summary>The closed run of this nonce, with the mark of its last teardown; null when there is none, or it cannot be read.</summary>
    public static async Task<ClosedMark?> LastMarkAsync(string evidence, string nonce, CancellationToken cancel)
    {
        var folder = RunNonce.Is(nonce) && Directory.Exists(evidence)
            ? Directory.GetDirectories(evidence, $"*-{RunNonce.Prefix(nonce)}").FirstOrDefault()
            : null;
        if (folder is null
            || await TextAsync(Path.Join(folder, ManifestFile), cancel) is not { } manifest
            || ManifestDocument.Read(manifest).Request is not { Manifest.Run: var run }
            || run.Nonce != nonce
            || await ReadAsync(folder, cancel) is not null)
        {
            return null;
        }

        return await TextAsync(Path.Join(folder, ReclosedFile), cancel) is { } again ? Mark(again, run)
            : await TextAsync(Path.Join(folder, ClosedFile), cancel) is { } first ? Mark(first, run)
            : null;
    }

    /// <summary>Null for one that another version wrote, without the ledger.</summary>
    private static ClosedMark? Mark(string text, RunRef run) => Json.ReadOrNull<ClosedMark>(text) is { } mark && mark.Run == run ? mark : null;

    private static async Task<RunFolder?> ReadAsync(string folder, string path, ManifestReading reading, CancellationToken cancel)
    {
        var key = Path.GetFileName(folder);
        return reading.Request switch
        {
            null => new RunFolder { Manifest = path, Problem = reading.Problem },
            { Manifest.RunKey: var own } when own != key => new RunFolder { Manifest = path, Problem = $"expected it in its run's folder '{own}', found it in '{key}'" },
            var request => await ClosedAsync(folder, request.Manifest.Run, cancel) ? null : new RunFolder { Manifest = path, Request = request },
        };
    }

    private static async Task<bool> ClosedAsync(string folder, RunRef run, CancellationToken cancel) =>
        !await IsOfAsync(folder, ReopenedFile, run, cancel)
        && (await IsOfAsync(folder, ClosedFile, run, cancel) || await IsOfAsync(folder, ReportFile, run, cancel));

    /// <summary>False when there is no such file. One of another run makes the folder one that cannot be read.</summary>
    private static async Task<bool> IsOfAsync(string folder, string file, RunRef run, CancellationToken cancel)
    {
        if (await TextAsync(Path.Join(folder, file), cancel) is not { } text)
        {
            return false;
        }

        var found = JsonSerializer.Deserialize<Belonging>(text, Json.Options)?.Run;
        return found == run ? true : throw new JsonException(
            found is not null && RunNonce.Is(found.Nonce) ? $"{file} is of run '{found.Key}'" : $"{file} names no run");
    }

    /// <summary>Null when there is no such file.</summary>
    private static async Task<string?> TextAsync(string path, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancel);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The one thing all these files say that matters here: whose they are.</summary>
    private sealed record Belonging
    {
        public required RunRef Run { get; init; }
    }
}
