using System.Diagnostics;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>Fills <c>dr_src.sql</c> once, wherever the dump comes from; a restore may read behind it from the first byte.</summary>
internal static class DumpAttempt
{
    public const string Failed = "DumpFailed";

    /// <param name="directory">Holds the file, which what is written now takes the place of.</param>
    /// <param name="subject">Such as <c>The dump of database 'x'</c>.</param>
    /// <param name="fill">Writes the dump, or throws.</param>
    /// <param name="completed">Adds what only the source knows.</param>
    /// <param name="cancel">Ends the wait for the file system.</param>
    public static async Task<DumpRecord> RunAsync(
        WorkDirectory directory, string subject, Func<DumpFile, Stopwatch, Task> fill, Func<DumpRecord, DumpRecord> completed, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        await using var file = DumpFile.Overwrite(RunPaths.For(directory).Dump);

        // After the file was emptied and before anything is in it: by this mark a reader knows that all it reads belongs to this attempt.
        var mark = new DumpMark { Attempt = $"{Guid.NewGuid():N}" };
        await mark.WriteAsync(directory, cancel);
        await fill(file, clock);
        await file.FlushAsync(cancel);
        if (!file.Complete)
        {
            throw PostgresFailure.Create(Failed, $"{subject} was cut off after {file.Length} bytes; made again.", retry: true);
        }

        var record = completed(new DumpRecord
        {
            Sha256 = file.Sha256(),
            Bytes = file.Length,
            Tables = file.Rows.Count,
            Rows = file.Rows.Values.Sum(),
            RowCountsSha256 = RowCounts.Sha256(file.Rows),
            Seconds = clock.Elapsed.TotalSeconds,
        });
        await (mark with { Record = record }).WriteAsync(directory, cancel);
        return record;
    }
}
