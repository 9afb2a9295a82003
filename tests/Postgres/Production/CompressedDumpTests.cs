using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;
using ZstdSharp;

namespace DotIuCutter.Temporal.Tests.Postgres.Production;

public sealed class CompressedDumpTests
{
    private const string Unsupported = "pg_dump: error: this build does not support compression with ZSTD";

    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9_000_001)]
    public async Task Comes_out_as_it_went_in(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        using var dump = new MemoryStream();
        var output = await CompressedDump.DecompressAsync(stream => WriteAsync(stream, Packed(plain)), dump, cancel);
        Assert.Equal(0, output.ExitCode);
        Assert.Equal(plain, dump.ToArray());
    }

    [Fact]
    public async Task What_is_not_packed_as_it_should_be_is_no_dump()
    {
        using var dump = new MemoryStream();
        await Assert.ThrowsAnyAsync<Exception>(() => CompressedDump.DecompressAsync(stream => WriteAsync(stream, "CREATE TABLE t (id int);\n"u8.ToArray()), dump, cancel));
    }

    [Fact]
    public async Task What_was_cut_off_is_no_dump()
    {
        var packed = Packed(RandomNumberGenerator.GetBytes(1_000_000));
        using var dump = new MemoryStream();
        await Assert.ThrowsAnyAsync<Exception>(() => CompressedDump.DecompressAsync(stream => WriteAsync(stream, packed[..^1]), dump, cancel));
    }

    [Fact]
    public async Task A_pg_dump_that_fails_on_its_way_is_heard_and_not_the_broken_packing()
    {
        using var dump = new MemoryStream();
        var output = await CompressedDump.DecompressAsync(
            async stream => await WriteAsync(stream, Packed(RandomNumberGenerator.GetBytes(100_000))[..50]) with { ExitCode = 1, Stderr = "pg_dump: error: permission denied" }, dump, cancel);
        Assert.Equal("pg_dump: error: permission denied", output.Stderr);
    }

    [Fact]
    public async Task A_pg_dump_that_cannot_pack_is_asked_for_a_plain_dump()
    {
        var exec = new Exec(argv => argv.Contains(CompressedDump.Argument) ? ([], 1, Unsupported) : ("plain"u8.ToArray(), 0, ""));
        using var dump = new MemoryStream();
        Assert.Null(await DumpAsync(exec, dump));
        Assert.Equal("plain"u8.ToArray(), dump.ToArray());
    }

    [Fact]
    public async Task Another_failure_is_not_tried_a_second_way()
    {
        var exec = new Exec(_ => ([], 1, "pg_dump: error: permission denied for table t"));
        using var dump = new MemoryStream();
        Assert.Contains("permission denied", await DumpAsync(exec, dump), StringComparison.Ordinal);
        Assert.Equal(1, exec.Dumps);
    }

    private static byte[] Packed(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var encoder = new CompressionStream(packed, leaveOpen: true))
        {
            encoder.Write(plain);
        }

        return packed.ToArray();
    }

    private static async Task<ExecOutput> WriteAsync(Stream stream, byte[] bytes)
    {
        foreach (var piece in bytes.Chunk(80_000))
        {
            await stream.WriteAsync(piece);
        }

        return new ExecOutput { ExitCode = 0, Stdout = "", Stderr = "" };
    }

    private Task<string?> DumpAsync(Exec exec, Stream dump)
    {
        var container = new ContainerCapture { Name = "prod", Id = new string('a', 64), Image = "i", State = "running", StartedAt = "2026-01-01T00:00:00Z", RestartCount = 0 };
        var path = new ExecPath(() => exec, (_, _) => Task.FromResult<ContainerCapture?>(container));
        var run = new RunRef { WorkflowId = "w", Plan = "p", Nonce = "0123456789abcdef0123456789abcdef" };
        return path.DumpAsync(new ProductionSource { Container = "prod", Database = "d", Role = "reader" }, run, new WorkDirectory { Path = "/wd", Secrets = "/s" }, dump, cancel);
    }

    private sealed class Exec(Func<IReadOnlyList<string>, (byte[] Bytes, int Code, string Stderr)> dump) : IContainerExec
    {
        public int Dumps { get; private set; }

        public Task<ExecOutput> RunAsync(string containerId, ExecCommand command, CancellationToken cancel) =>
            Task.FromResult(new ExecOutput { ExitCode = 0, Stdout = "70", Stderr = "" });

        public async Task<ExecOutput> StreamAsync(string containerId, ExecCommand command, Stream stdout, CancellationToken cancel)
        {
            Dumps++;
            var (bytes, code, stderr) = dump(command.Argv);
            await stdout.WriteAsync(bytes, cancel);
            return new ExecOutput { ExitCode = code, Stdout = "", Stderr = stderr };
        }
    }
}
