using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Dump.Retained;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Plans;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Provision;

public sealed class ReusedDumpTests : IDisposable
{
    private const string Dump = "COPY public.t (id) FROM stdin;\n1\n2\n\\.\n\n--\n-- PostgreSQL database dump complete\n--\n";
    private static readonly DateTimeOffset Made = new(2026, 5, 17, 10, 0, 0, TimeSpan.Zero);

    private readonly Scratch scratch = new();

    public ReusedDumpTests()
    {
        scratch.Named("keys", "dumps", new byte[DumpFormat.KeySize]);
        Directory.CreateDirectory(scratch.WorkDirectory.Path);
        File.WriteAllText(scratch.Paths.Dump, "");
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Is_the_dump_as_it_was_counted_and_digested_like_a_new_one()
    {
        var reuse = await KeepAsync();
        var record = await ReusedDump.RunAsync(scratch.Host, reuse, scratch.WorkDirectory, Cancel);
        Assert.Equal((reuse.Sha256, 2L, 1, Made), (record.Sha256, record.Rows, record.Tables, record.MadeAt));
        Assert.Equal(Dump, await File.ReadAllTextAsync(scratch.Paths.Dump, Cancel));
        Assert.Equal(record, await DumpMark.ReadFinishedAsync(scratch.WorkDirectory, Cancel));
    }

    [Fact]
    public async Task One_that_somebody_has_touched_is_refused_for_good_and_never_taken_for_done()
    {
        var reuse = await KeepAsync();
        var path = Assert.Single(Directory.EnumerateFiles(reuse.Directory));
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, Cancel);
        var refused = await Assert.ThrowsAsync<ApplicationFailureException>(() => ReusedDump.RunAsync(scratch.Host, reuse, scratch.WorkDirectory, Cancel));
        Assert.Equal((FailureTypes.InvalidRequest, true), (refused.ErrorType, refused.NonRetryable));
        Assert.Contains("is not what was written", refused.Message, StringComparison.Ordinal);
        Assert.Null(await DumpMark.ReadFinishedAsync(scratch.WorkDirectory, Cancel));
    }

    private async Task<ReuseDump> KeepAsync()
    {
        var plain = Encoding.UTF8.GetBytes(Dump);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(plain));
        await using var file = File.Create(scratch.At("retained/kept.sql.enc"));
        await DumpEncryption.EncryptAsync(new MemoryStream(plain), file, new byte[DumpFormat.KeySize], DumpFormat.New(sha256, Made), Cancel);
        return new ReuseDump { Key = "dumps", Directory = scratch.At("retained"), Sha256 = sha256 };
    }
}
