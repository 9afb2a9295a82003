using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>How far the dump is: read by the restore, which reads behind the dump, and by a second attempt, which may find the dump finished.</summary>
internal sealed record DumpMark
{
    /// <summary>A new value each time the file is begun anew.</summary>
    public required string Attempt { get; init; }

    /// <summary>Absent until the whole dump is in the file.</summary>
    public DumpRecord? Record { get; init; }

    /// <summary>False where no attempt was begun: each writes its mark before pg_dump is started, so no pg_dump can be left running.</summary>
    public static bool Exists(WorkDirectory directory) => File.Exists(Marks.Dump(directory));

    /// <summary>Null where no attempt was begun.</summary>
    public static Task<DumpMark?> ReadAsync(WorkDirectory directory, CancellationToken cancel) => Marks.ReadAsync<DumpMark>(Marks.Dump(directory), cancel);

    public Task WriteAsync(WorkDirectory directory, CancellationToken cancel) => Marks.WriteAsync(Marks.Dump(directory), this, cancel);

    /// <summary>The dump of an earlier attempt, when the file still holds all of it: production is not read a second time. Null otherwise.</summary>
    public static async Task<DumpRecord?> ReadFinishedAsync(WorkDirectory directory, CancellationToken cancel)
    {
        if (await ReadAsync(directory, cancel) is not { Record: { } record })
        {
            return null;
        }

        await using var file = ExactFile.Open(RunPaths.For(directory).Dump, FileAccess.Read);
        return file?.Length == record.Bytes ? record : null;
    }
}
