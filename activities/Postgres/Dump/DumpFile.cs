using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Files;
using DotIuCutter.Temporal.Workflows.Gates;

namespace DotIuCutter.Temporal.Activities.Postgres.Dump;

/// <summary>
/// Writes production's dump into its file, digests and counts it on the way. The file is opened in place and never renamed: the DR mounts it.
/// </summary>
internal sealed class DumpFile : Stream
{
    private const int TailLength = 256;
    private const string Trailer = "PostgreSQL database dump complete";

    private readonly FileStream _file;
    private readonly string _path;
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly DumpMeter _meter = new();
    private WritebackThrottle? _pace;
    private byte[] _tail = [];
    private long _bytes;

    private DumpFile(FileStream file, string path) => (_file, _path) = (file, path);

    /// <summary>Empties the file that provision.work-directory made.</summary>
    public static DumpFile Overwrite(string path)
    {
        var file = ExactFile.Open(path, FileAccess.Write, FileShare.Read) ?? throw new FileNotFoundException($"Dump '{path}' is absent, expected the run's empty file. Start a new run.");
        file.SetLength(0);
        return new DumpFile(file, path);
    }

    /// <summary>What is there of it; more may come.</summary>
    public static FileStream Read(string path) =>
        ExactFile.Open(path, FileAccess.Read, bufferSize: 1) ?? throw new FileNotFoundException($"Dump '{path}' is absent, expected the run's file. Start a new run.");

    public IReadOnlyDictionary<QualifiedName, long> Rows => _meter.Rows;

    /// <summary>True when the last lines are pg_dump's own and no block is open: nothing was cut off on the way.</summary>
    public bool Complete => _meter.Complete && Encoding.UTF8.GetString(_tail).Contains(Trailer, StringComparison.Ordinal);

    /// <summary>From now on nothing is written faster than the disk takes it. Not for what comes from production, which would wait for our disk.</summary>
    public void HoldToDisk() => _pace = new WritebackThrottle(_file.SafeFileHandle, _path);

    public string Sha256() => Convert.ToHexStringLower(_sha256.GetCurrentHash());

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Interlocked.Read(ref _bytes);

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException("A dump is written once, from its beginning.");
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Take(buffer);
        _file.Write(buffer);
        _pace?.Advance(_bytes);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Take(buffer.Span);
        await _file.WriteAsync(buffer, cancellationToken);
        _pace?.Advance(_bytes);
    }

    public override void Flush() => _file.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _file.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A dump is only written.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A dump is written from its beginning.");

    public override void SetLength(long value) => throw new NotSupportedException("A dump grows by what is written.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _sha256.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        _sha256.AppendData(bytes);
        _meter.Feed(bytes);
        Interlocked.Add(ref _bytes, bytes.Length);
        _tail = bytes.Length >= TailLength ? bytes[^TailLength..].ToArray() : [.. _tail.AsSpan()[Math.Max(0, _tail.Length + bytes.Length - TailLength)..], .. bytes];
    }
}
