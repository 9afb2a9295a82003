using System.Security.Cryptography;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Postgres.Dump;
using DotIuCutter.Temporal.Activities.Postgres.Restore;
using DotIuCutter.Temporal.Activities.Postgres.Restore.Sessions;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Copy;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres.Restore;

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

    private RunPaths Paths => RunPaths.For(scratch.WorkDirectory);

    private RestoreOptions Options => new()
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
    public async Task Hands_over_all_of_a_dump_while_it_is_still_being_written()
    {
        byte[] dump = [.. "COPY public.t (a) FROM stdin;\n"u8, .. RandomNumberGenerator.GetBytes(5_000_011), .. "\n\\.\n"u8];
        await MarkAsync("a");
        var session = new Recorder();
        var feeding = RunAsync(session);
        var written = 0L;
        foreach (var piece in dump.Chunk(1_000_003))
        {
            await AppendAsync(piece);
            written += piece.Length;
            await Task.WhenAny(session.ReachedAsync(written), feeding).WaitAsync(cancel);
        }

        await MarkAsync("a", dump.Length);
        Assert.True(await feeding);
        Assert.Equal((0, dump.Length), (session.Pieces[0].From, session.Pieces[^1].To));
        Assert.Equal(session.Pieces[1..].Select(piece => piece.From), session.Pieces[..^1].Select(piece => piece.To));
    }

    [Fact]
    public async Task Gives_up_a_dump_that_is_begun_anew_even_where_the_new_one_has_come_as_far()
    {
        await MarkAsync("a");
        await AppendAsync([1, 2, 3]);
        await using var dump = DumpFile.Read(Paths.Dump);
        var begun = await DumpFeed.WaitForDumpAsync(Options, cancel);
        await MarkAsync("b", 3);
        Assert.False(await new DumpFeed(Options, begun, dump.SafeFileHandle).RunAsync([new Recorder()], cancel));
    }

    [Fact]
    public async Task A_dump_that_is_done_is_known_by_its_mark_and_its_length()
    {
        Assert.Null(await DumpMark.ReadFinishedAsync(scratch.WorkDirectory, cancel));
        await AppendAsync([1, 2, 3]);
        await MarkAsync("a");
        Assert.Null(await DumpMark.ReadFinishedAsync(scratch.WorkDirectory, cancel));
        await MarkAsync("a", 4);
        Assert.Null(await DumpMark.ReadFinishedAsync(scratch.WorkDirectory, cancel));
        await MarkAsync("a", 3);
        Assert.Equal(3, (await DumpMark.ReadFinishedAsync(scratch.WorkDirectory, cancel))?.Bytes);
    }

    [Fact]
    public async Task Tables_are_restored_side_by_side_and_an_exclusive_part_by_the_first_session_once_they_are_done()
    {
        await AppendAsync("SET a = 1;\nCREATE TABLE public.t ();\nCOPY public.t (a) FROM stdin;\n1\n\\.\nCOPY public.u (a) FROM stdin;\n2\n\\.\nALTER TABLE public.t ADD x int;\n"u8.ToArray());
        await MarkAsync("a", new FileInfo(Paths.Dump).Length);
        var (first, second) = (new Recorder(waits: true), new Recorder(waits: true));
        var feeding = RunAsync(first, second);

        // Both are at their COPY before either goes on.
        await Task.WhenAll(first.AtRowsAsync, second.AtRowsAsync).WaitAsync(cancel);
        Assert.DoesNotContain("ALTER TABLE", TextOf(first), StringComparison.Ordinal);
        second.GoOn();
        first.GoOn();
        Assert.True(await feeding);

        // Which table the first session takes is chance.
        var own = TextOf(first).Contains("COPY public.t", StringComparison.Ordinal);
        Dictionary<bool, string> of = new() { [true] = "\nCOPY public.t (a) FROM stdin;\n1\n\\.\n", [false] = "COPY public.u (a) FROM stdin;\n2\n\\.\n" };
        Assert.Equal($"SET a = 1;\nCREATE TABLE public.t ();{of[own]}ALTER TABLE public.t ADD x int;\n", TextOf(first));
        Assert.Equal($"SET a = 1;{of[!own]}", TextOf(second));
    }

    [Fact]
    public async Task A_session_that_fails_ends_them_all_and_its_error_is_thrown()
    {
        await AppendAsync("COPY public.t (a) FROM stdin;\n1\n\\.\nCOPY public.u (a) FROM stdin;\n2\n\\.\nSELECT 1;\n"u8.ToArray());
        await MarkAsync("a", new FileInfo(Paths.Dump).Length);
        var (staying, failing) = (new Recorder(waits: true), new Recorder(waits: true));
        var feeding = RunAsync(staying, failing);
        await Task.WhenAll(staying.AtRowsAsync, failing.AtRowsAsync).WaitAsync(cancel);
        failing.Fail(new InvalidDataException("row 2"));
        Assert.Equal("row 2", (await Assert.ThrowsAsync<InvalidDataException>(() => feeding)).Message);
        Assert.True(staying.Cancelled);
    }

    private string TextOf(Recorder session) => string.Concat(session.Pieces.Select(piece => File.ReadAllText(Paths.Dump)[(int)piece.From..(int)piece.To]));

    private async Task<bool> RunAsync(params IReadOnlyList<IRestoreSession> sessions)
    {
        await using var dump = DumpFile.Read(Paths.Dump);
        return await new DumpFeed(Options, await DumpFeed.WaitForDumpAsync(Options, cancel), dump.SafeFileHandle).RunAsync(sessions, cancel);
    }

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

    /// <summary>Keeps what it was told to run; one that waits stays at its first rows until it is told to go on.</summary>
    private sealed class Recorder(bool waits = false) : IRestoreSession
    {
        private readonly Lock gate = new();
        private readonly List<DumpPiece> pieces = [];
        private readonly TaskCompletionSource atRows = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private (long To, TaskCompletionSource Reached)? awaited;

        public DumpPiece[] Pieces
        {
            get
            {
                lock (gate)
                {
                    return [.. pieces];
                }
            }
        }

        public Task AtRowsAsync => atRows.Task;

        public bool Cancelled { get; private set; }

        public void GoOn() => goOn.SetResult();

        public void Fail(Exception fault) => goOn.SetException(fault);

        /// <summary>Comes when it has done all up to this offset.</summary>
        public Task ReachedAsync(long to)
        {
            lock (gate)
            {
                TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
                awaited = (to, reached);
                Tell();
                return reached.Task;
            }
        }

        public async Task RunAsync(DumpPiece piece, CancellationToken cancel)
        {
            if (waits && piece is DumpPiece.Rows)
            {
                atRows.TrySetResult();
                await WaitAsync(cancel);
            }

            lock (gate)
            {
                pieces.Add(piece);
                Tell();
            }
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private async Task WaitAsync(CancellationToken cancel)
        {
            try
            {
                await goOn.Task.WaitAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                Cancelled = true;
                throw;
            }
        }

        private void Tell()
        {
            if (awaited is { } wait && pieces.LastOrDefault()?.To >= wait.To)
            {
                wait.Reached.TrySetResult();
            }
        }
    }
}
