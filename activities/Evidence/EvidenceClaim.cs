using System.Text;
using DotIuCutter.Temporal.Activities.Files;

namespace DotIuCutter.Temporal.Activities.Evidence;

/// <summary>
/// One evidence directory belongs to one task queue of one Temporal: a supervisor that asks another Temporal for a run would take one that
/// is alive for one that is lost. Every worker holds the claim as long as it lives; the kernel drops that of a killed one.
/// </summary>
public sealed class EvidenceClaim : IDisposable
{
    public const string FileName = ".worker";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly FileStream? held;

    private EvidenceClaim(FileStream? held, string? other) => (this.held, Other) = (held, other);

    /// <summary>What a living worker has claimed the directory for; null when the claim was taken.</summary>
    public string? Other { get; }

    /// <summary>Several workers may hold the same claim. The directory is made where it is missing.</summary>
    /// <param name="evidence">Absolute path of the evidence directory.</param>
    /// <param name="claim">One line: which Temporal, namespace and task queue.</param>
    /// <param name="cancel">Ends the wait for another worker that is just about to take or leave its claim.</param>
    public static async Task<EvidenceClaim> TakeAsync(string evidence, string claim, CancellationToken cancel)
    {
        AtomicFile.MakeFolder(evidence);
        var path = Path.Join(evidence, FileName);
        while (true)
        {
            await WriteAsync(path, claim, cancel);
            if (LockedFile.TryOpen(path, FileMode.Open, FileAccess.Read, FileShare.Read) is not { } shared)
            {
                await Task.Delay(Pause, cancel);
                continue;
            }

            using var reader = new StreamReader(shared, Encoding.UTF8, leaveOpen: true);
            var found = await reader.ReadToEndAsync(cancel);
            if (found == claim)
            {
                return new EvidenceClaim(shared, null);
            }

            await shared.DisposeAsync();
            return new EvidenceClaim(null, found);
        }
    }

    /// <summary>What a living worker of this host has claimed the directory for; null when none has. Changes nothing.</summary>
    public static string? HolderOf(string evidence)
    {
        var path = Path.Join(evidence, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        using var alone = LockedFile.TryOpen(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        return alone is null ? File.ReadAllText(path, Encoding.UTF8) : null;
    }

    public void Dispose() => held?.Dispose();

    /// <summary>Where no worker lives that holds it; else what is there stays.</summary>
    private static async Task WriteAsync(string path, string claim, CancellationToken cancel)
    {
        await using var alone = LockedFile.TryOpen(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        if (alone is not null)
        {
            alone.SetLength(0);
            await alone.WriteAsync(Encoding.UTF8.GetBytes(claim), cancel);
            alone.Flush(flushToDisk: true);
        }
    }
}
