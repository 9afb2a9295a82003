using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Postgres.Dumps;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

public sealed class DumpFeedTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly CancellationToken cancel = TestContext.Current.CancellationToken;

    public DumpFeedTests()
    {
        Directory.CreateDirectory(Paths.Socket);
        Directory.CreateDirectory($"{Paths.WorkDirectory}/marks");
        File.WriteAllBytes(Paths.Dump, []);
    }

    private RunPaths Paths => RunPaths.Of(scratch.WorkDirectory);

    private RestoreRequest Request => new()
    {
        Target = new DrTarget
        {
            Dr = new DrRef { Run = scratch.Run, Name = "dr", ContainerId = "c" },
            WorkDirectory = scratch.WorkDirectory,
            SystemIdentifier = "1",
            Database = "d",
        },
    };

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Hands_on_all_of_a_dump_while_it_is_still_being_written()
    {
        var dump = RandomNumberGenerator.GetBytes(5_000_011);
        await MarkAsync("a");
        using var feed = DumpFeed.Make(Request);
        var reading = ReadAsync(feed);
        var feeding = feed.RunAsync(await DumpFeed.BegunAsync(Request, cancel), reading, cancel);
        foreach (var piece in dump.Chunk(1_000_003))
        {
            await AppendAsync(piece);
            while (feed.Bytes < new FileInfo(Paths.Dump).Length && !feeding.IsCompleted)
            {
                await Task.Yield();
            }
        }

        await MarkAsync("a", dump.Length);
        Assert.Equal(FeedEnd.Whole, await feeding);
        Assert.Equal(SHA256.HashData(dump), SHA256.HashData(await reading));
    }

    [Fact]
    public async Task Gives_up_a_dump_that_is_begun_anew_even_where_the_new_one_has_come_as_far()
    {
        await MarkAsync("a");
        await AppendAsync([1, 2, 3]);
        using var feed = DumpFeed.Make(Request);
        var reading = ReadAsync(feed);
        var begun = await DumpFeed.BegunAsync(Request, cancel);
        await MarkAsync("b", 3);
        Assert.Equal(FeedEnd.BegunAnew, await feed.RunAsync(begun, reading, cancel));
        await reading;
    }

    [Fact]
    public async Task Says_that_psql_went_away()
    {
        await MarkAsync("a");
        await AppendAsync(new byte[3_000_000]);
        using var feed = DumpFeed.Make(Request);
        var reading = Task.Run(() => File.OpenRead(Pipe(feed)).Dispose(), cancel);
        Assert.Equal(FeedEnd.NotRead, await feed.RunAsync(await DumpFeed.BegunAsync(Request, cancel), reading, cancel));

        using var unread = DumpFeed.Make(Request);
        Assert.Equal(FeedEnd.NotRead, await unread.RunAsync(await DumpFeed.BegunAsync(Request, cancel), Task.CompletedTask, cancel));
    }

    [Fact]
    public async Task Leaves_no_pipe_behind()
    {
        await MarkAsync("a", 0);
        using (var feed = DumpFeed.Make(Request))
        {
            var reading = ReadAsync(feed);
            Assert.Equal(FeedEnd.Whole, await feed.RunAsync(await DumpFeed.BegunAsync(Request, cancel), reading, cancel));
            Assert.Empty(await reading);
        }

        Assert.Empty(Directory.GetFileSystemEntries(Paths.Socket));
    }

    [Fact]
    public async Task A_dump_that_is_done_is_known_by_its_mark_and_its_length()
    {
        Assert.Null(await DumpMark.DoneAsync(scratch.WorkDirectory, cancel));
        await AppendAsync([1, 2, 3]);
        await MarkAsync("a");
        Assert.Null(await DumpMark.DoneAsync(scratch.WorkDirectory, cancel));
        await MarkAsync("a", 4);
        Assert.Null(await DumpMark.DoneAsync(scratch.WorkDirectory, cancel));
        await MarkAsync("a", 3);
        Assert.Equal(3, (await DumpMark.DoneAsync(scratch.WorkDirectory, cancel))?.Bytes);
    }

    private string Pipe(DumpFeed feed) => $"{Paths.Socket}/{Path.GetFileName(feed.PathInContainer)}";

    private Task<byte[]> ReadAsync(DumpFeed feed) => Task.Run(() => File.ReadAllBytes(Pipe(feed)), cancel);

    private async Task AppendAsync(byte[] bytes)
    {
        await using var file = new FileStream(Paths.Dump, FileMode.Append);
        await file.WriteAsync(bytes, cancel);
    }

    private Task MarkAsync(string attempt, long? bytes = null) => new DumpMark
    {
        Attempt = attempt,
        Record = bytes is { } length ? new DumpRecord { Sha256 = "s", Bytes = length, Tables = 1, Rows = 1, RowCountsSha256 = "r", Seconds = 1 } : null,
    }.WriteAsync(scratch.WorkDirectory, cancel);
}
