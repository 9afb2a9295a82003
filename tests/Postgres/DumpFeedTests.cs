using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using DotIuCutter.Temporal.Activities.Postgres.Dumps;
using DotIuCutter.Temporal.Activities.Postgres.Restores;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Provision;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

public sealed class DumpFeedTests : IDisposable
{
    /// <summary>More than a pipe holds.</summary>
    private static readonly string Rows = string.Concat(Enumerable.Range(0, 300_000).Select(row => $"{row}\n"));

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
        byte[] dump = [.. "COPY public.t (a) FROM stdin;\n"u8, .. RandomNumberGenerator.GetBytes(5_000_011)];
        await MarkAsync("a");
        using var feed = DumpFeed.Make(Request, 1);
        var reading = ReadAsync(feed.Sessions[0]);
        var feeding = RunAsync(feed, reading);
        foreach (var piece in dump.Chunk(1_000_003))
        {
            await AppendAsync(piece);
            while (feed.Sessions[0].Bytes < new FileInfo(Paths.Dump).Length && !feeding.IsCompleted)
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
        using var feed = DumpFeed.Make(Request, 1);
        var reading = ReadAsync(feed.Sessions[0]);
        var begun = await DumpFeed.BegunAsync(Request, cancel);
        await MarkAsync("b", 3);
        Assert.Equal(FeedEnd.BegunAnew, await feed.RunAsync(begun, [reading], NobodyTells, cancel));
    }

    [Fact]
    public async Task Says_that_psql_went_away()
    {
        await MarkAsync("a");
        await AppendAsync(new byte[3_000_000]);
        using var feed = DumpFeed.Make(Request, 1);
        var reading = Task.Run(() => File.OpenRead(Pipe(feed.Sessions[0])).Dispose(), cancel);
        Assert.Equal(FeedEnd.NotRead, await RunAsync(feed, reading));
        Assert.Equal(0, feed.Gone);

        using var unread = DumpFeed.Make(Request, 1);
        Assert.Equal(FeedEnd.NotRead, await RunAsync(unread, Task.CompletedTask));
    }

    [Fact]
    public async Task Leaves_no_pipe_behind()
    {
        await MarkAsync("a", 0);
        using (var feed = DumpFeed.Make(Request, 1))
        {
            var reading = ReadAsync(feed.Sessions[0]);
            Assert.Equal(FeedEnd.Whole, await RunAsync(feed, reading));
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

    [Fact]
    public async Task Each_session_has_its_own_and_none_begins_before_what_it_needs_is_told()
    {
        await AppendAsync(Encoding.UTF8.GetBytes($"SET a = 1;\nCREATE TABLE public.t ();\nCOPY public.t (a) FROM stdin;\n{Rows}\\.\nCOPY public.u (a) FROM stdin;\n{Rows}\\.\nALTER TABLE public.t ADD x int;\n"));
        await MarkAsync("a", new FileInfo(Paths.Dump).Length);
        using var feed = DumpFeed.Make(Request, 2);
        ConcurrentBag<int> awaited = [];
        TaskCompletionSource begun = new();
        var reading = feed.Sessions.Select(session => ReadAsync(session, begun.Task)).ToArray();
        var feeding = feed.RunAsync(await DumpFeed.BegunAsync(Request, cancel), reading, ToldAsync, cancel);
        while (feed.Sessions.Any(session => session.Bytes < 1000) && !feeding.IsCompleted)
        {
            await Task.Yield();
        }

        begun.SetResult();
        Assert.Equal(FeedEnd.Whole, await feeding);
        Assert.Equal([1, 2, 3], awaited.Order());

        // Which of the two is the first session's is chance.
        Dictionary<bool, string> of = new() { [true] = $"\nCOPY public.t (a) FROM stdin;\n{Rows}\\.\n", [false] = $"COPY public.u (a) FROM stdin;\n{Rows}\\.\n" };
        var first = Encoding.UTF8.GetString(await reading[0]);
        var own = first.Contains("COPY public.t", StringComparison.Ordinal);
        var second = Encoding.UTF8.GetString(await reading[1]);
        var number = second.EndsWith(RestoreSignals.Tell(2), StringComparison.Ordinal) ? 3 : 2;
        Assert.Equal($"SET a = 1;\nCREATE TABLE public.t ();{RestoreSignals.Tell(1)}{of[own]}{RestoreSignals.Tell(number)}ALTER TABLE public.t ADD x int;\n", first);
        Assert.Equal($"SET a = 1;{of[!own]}{RestoreSignals.Tell(5 - number)}", second);

        Task ToldAsync(int number)
        {
            awaited.Add(number);
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_psql_that_goes_away_while_another_waits_for_it_ends_them_all()
    {
        await AppendAsync(Encoding.UTF8.GetBytes($"CREATE TABLE public.t ();\nCOPY public.t (a) FROM stdin;\n{Rows}\\.\nCOPY public.u (a) FROM stdin;\n{Rows}\\.\nSELECT 1;\n"));
        await MarkAsync("a", new FileInfo(Paths.Dump).Length);
        using var feed = DumpFeed.Make(Request, 2);
        TaskCompletionSource never = new();
        TaskCompletionSource gone = new();
        var staying = ReadAsync(feed.Sessions[0], gone.Task);
        var going = Task.Run(
            async () =>
            {
                await using var pipe = File.OpenRead(Pipe(feed.Sessions[1]));
                await gone.Task;
            },
            cancel);
        var feeding = feed.RunAsync(await DumpFeed.BegunAsync(Request, cancel), [staying, going], ToldAsync, cancel);
        Assert.Equal(FeedEnd.NotRead, await feeding);
        Assert.Equal(1, feed.Gone);

        Task ToldAsync(int number)
        {
            gone.TrySetResult();
            return never.Task;
        }
    }

    private static Task NobodyTells(int number) => throw new InvalidOperationException($"One session alone waits for nobody, and not for {number}.");

    private async Task<FeedEnd> RunAsync(DumpFeed feed, Task psql) => await feed.RunAsync(await DumpFeed.BegunAsync(Request, cancel), [psql], NobodyTells, cancel);

    private string Pipe(RestoreSession session) => $"{Paths.Socket}/{Path.GetFileName(session.PathInContainer)}";

    private Task<byte[]> ReadAsync(RestoreSession session) => ReadAsync(session, Task.CompletedTask);

    /// <summary>Opens the pipe at once, and reads it to its end later.</summary>
    private Task<byte[]> ReadAsync(RestoreSession session, Task later) => Task.Run(
        async () =>
        {
            await using var pipe = File.OpenRead(Pipe(session));
            await later;
            using var all = new MemoryStream();
            await pipe.CopyToAsync(all);
            return all.ToArray();
        },
        cancel);

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
