using DotIuCutter.Temporal.Activities.Files;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;

/// <summary>The encrypted copies in a directory, found by what they are of and not by their names.</summary>
internal static class RetainedDumps
{
    /// <summary>The youngest copy of the dump of this SHA-256; null when there is none.</summary>
    /// <exception cref="IOException">The directory cannot be read.</exception>
    public static RetainedDumpFile? Find(string directory, string sha256) => Directory.EnumerateFiles(directory, "*.sql.enc")
        .Select(Look).OfType<RetainedDumpFile>().Where(f => f.Format.DumpSha256 == sha256)
        .MaxBy(f => f.Format.MadeAt ?? DateTimeOffset.MinValue);

    private static RetainedDumpFile? Look(string path)
    {
        using var stream = ExactFile.Open(path, FileAccess.Read);
        return stream is not null && DumpFormat.Read(stream) is { } format ? new RetainedDumpFile(path, format) : null;
    }
}

/// <summary>One encrypted copy.</summary>
internal sealed record RetainedDumpFile(string Path, DumpFormat Format);
