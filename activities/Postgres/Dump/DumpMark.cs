using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>How far the dump is, for the restore that reads behind it, and for an attempt that finds it done.</summary>
internal sealed record DumpMark
{
    /// <summary>Another one each time the file is begun anew.</summary>
    public required string Attempt { get; init; }

    /// <summary>Absent until the whole dump is in the file.</summary>
    public DumpRecord? Record { get; init; }

    /// <summary>False where no attempt was begun: none has pg_dump run before, so none can have left any running.</summary>
    public static bool IsThere(WorkDirectory directory) => File.Exists(Marks.Dump(directory));

    /// <summary>Null where none was begun.</summary>
    public static Task<DumpMark?> ReadAsync(WorkDirectory directory, CancellationToken cancel) => Marks.ReadAsync<DumpMark>(Marks.Dump(directory), cancel);

    public Task WriteAsync(WorkDirectory directory, CancellationToken cancel) => Marks.WriteAsync(Marks.Dump(directory), this, cancel);

    /// <summary>What an earlier attempt made, when the file still has it: production is not read a second time.</summary>
    public static async Task<DumpRecord?> DoneAsync(WorkDirectory directory, CancellationToken cancel)
    {
        if (await ReadAsync(directory, cancel) is not { Record: { } record })
        {
            return null;
        }

        await using var file = ExactFile.Open(RunPaths.For(directory).Dump, FileAccess.Read);
        return file?.Length == record.Bytes ? record : null;
    }
}
