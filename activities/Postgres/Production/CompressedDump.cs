using System.IO.Pipelines;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using ZstdSharp;

namespace DotIuCutter.Temporal.Activities.Postgres.Production;

/// <summary>
/// Unpacks pg_dump's output on its way through Docker, which moves an exec's output far slower than pg_dump makes it. Packed, the output holds production's snapshot
/// half as long.
/// </summary>
internal static class CompressedDump
{
    public const string Argument = "--compress=zstd:1";

    private const int Ahead = 4 << 20;

    /// <summary>True when this pg_dump cannot pack: before PostgreSQL 16, or built without zstd. It says so before it connects.</summary>
    public static bool IsUnsupported(string complaint) => complaint.Contains("compress", StringComparison.Ordinal);

    /// <param name="run">Runs pg_dump, its output into the stream it is given.</param>
    /// <param name="dump">Where the plain dump goes.</param>
    /// <param name="cancel">Ends the unpacking.</param>
    public static async Task<ExecOutput> DecompressAsync(Func<Stream, Task<ExecOutput>> run, Stream dump, CancellationToken cancel)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: Ahead, resumeWriterThreshold: Ahead / 2, minimumSegmentSize: 1 << 16));
        var unpacking = Task.Run(() => DecompressAsync(pipe.Reader, dump, cancel), cancel);
        try
        {
            var output = await run(pipe.Writer.AsStream(leaveOpen: true));
            await pipe.Writer.CompleteAsync();
            if (output.ExitCode == 0)
            {
                await unpacking;
            }

            return output;
        }
        finally
        {
            // However it ended: nothing is written to the dump after the caller has gone on.
            await pipe.Writer.CompleteAsync();
            await Task.WhenAny(unpacking);
        }
    }

    private static async Task DecompressAsync(PipeReader packed, Stream dump, CancellationToken cancel)
    {
        try
        {
            await using var plain = new DecompressionStream(packed.AsStream());
            var buffer = new byte[1 << 18];
            int read;
            while ((read = await plain.ReadAsync(buffer, cancel)) > 0)
            {
                // Into the page cache, which takes less time than handing it to another thread.
                dump.Write(buffer, 0, read);
            }
        }
        finally
        {
            await packed.CompleteAsync();
        }
    }
}
