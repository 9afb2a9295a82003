using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Journal;

namespace DotIuCutter.Temporal.Activities.Evidence.Journal;

/// <summary>
/// The journal of one run on disk: journal.ndjson, and once the evidence is sealed journal.after.ndjson, which goes on where the first one ends. Lines are
/// only appended, and each append is on the disk before it returns. The first file's lock lets one activity at a time read and append, in whatever process.
/// </summary>
internal sealed class JournalFile(string folder, TimeProvider clock) : IJournal
{
    public const string Name = "journal.ndjson";

    /// <summary>What happened after the evidence was sealed, so that the sums over it stay true.</summary>
    public const string AfterSealName = "journal.after.ndjson";

    /// <summary>The file that seals a folder: it lists every other file's digest.</summary>
    public const string SealName = "SHA256SUMS";

    private string MainPath => Path.Join(folder, Name);

    private string AfterPath => Path.Join(folder, AfterSealName);

    /// <summary>An absent journal is an empty one.</summary>
    public async Task<JournalReading> ReadAsync(CancellationToken cancel)
    {
        if (!File.Exists(MainPath))
        {
            return JournalReading.Empty;
        }

        await using var main = await LockAsync(cancel);
        return await ReadAsync(main, cancel);
    }

    /// <inheritdoc/>
    public async Task AppendAsync(IEnumerable<JournalEntry> entries, Func<IReadOnlyList<JournalEntry>, JournalEntry, bool> repeats, CancellationToken cancel)
    {
        AtomicFile.MakeFolder(folder);
        await using var main = await LockAsync(cancel);
        var reading = await ReadAsync(main, cancel);
        if (reading.Problem is { } problem)
        {
            throw new InvalidDataException($"Journal '{MainPath}' was changed: {problem}. Nothing was appended to it. Find out who wrote to the evidence folder.");
        }

        var (known, lines) = (reading.Entries.ToList(), new StringBuilder());
        var (number, last) = (reading.Lines.Count, reading.Last);
        foreach (var entry in entries.Where(entry => !repeats(known, entry)))
        {
            var line = JournalChain.Write(++number, last, clock.GetUtcNow(), entry);
            lines.Append(line).Append('\n');
            last = JournalChain.Digest(line);
            known.Add(entry);
        }

        if (lines.Length > 0)
        {
            await WriteAsync(main, Encoding.UTF8.GetBytes(lines.ToString()));
        }
    }

    private async Task WriteAsync(FileStream main, byte[] lines)
    {
        if (!File.Exists(Path.Join(folder, SealName)))
        {
            await AppendAsync(main, lines);
            return;
        }

        await using var after = await LockedFile.OpenExclusiveAsync(AfterPath, () => { }, CancellationToken.None);
        await AppendAsync(after, lines);
    }

    /// <summary>A line that was never finished is dropped first: the activity that wrote it never answered.</summary>
    private async Task AppendAsync(FileStream file, byte[] lines)
    {
        var isNew = file.Length == 0;
        var whole = (await WholeLinesAsync(file, CancellationToken.None)).Length;
        file.SetLength(whole);
        file.Position = whole;
        await file.WriteAsync(lines, CancellationToken.None);
        file.Flush(flushToDisk: true);
        if (isNew)
        {
            using var directory = DirectoryHandle.Open(folder);
            directory?.Flush();
        }
    }

    private async Task<JournalReading> ReadAsync(FileStream main, CancellationToken cancel)
    {
        byte[] bytes = await WholeLinesAsync(main, cancel);
        if (File.Exists(AfterPath))
        {
            await using var after = await LockedFile.OpenExclusiveAsync(AfterPath, () => { }, cancel);
            bytes = [.. bytes, .. await WholeLinesAsync(after, cancel)];
        }

        return JournalChain.Read(Encoding.UTF8.GetString(bytes));
    }

    private static async Task<byte[]> WholeLinesAsync(FileStream file, CancellationToken cancel)
    {
        var bytes = new byte[file.Length];
        file.Position = 0;
        await file.ReadExactlyAsync(bytes, cancel);
        return bytes[..(Array.LastIndexOf(bytes, (byte)'\n') + 1)];
    }

    private Task<FileStream> LockAsync(CancellationToken cancel) => LockedFile.OpenExclusiveAsync(
        MainPath, () => CurrentActivity.Heartbeat("waiting for another step of the run to write its journal"), cancel);
}
