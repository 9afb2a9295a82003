using System.Text;
using DotIuCutter.Temporal.Activities.Evidence.Journal;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Journal;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Journal;

/// <summary>The journal on disk: what an append has answered is there for good, and what others did to it is told.</summary>
public sealed class JournalFileTests : IDisposable
{
    private static readonly Manifest Manifest =
        ManifestDerivation.Derive(Plans.Valid(), PlanDigest.Compute(Plans.Valid()), "dryrun-shop-v1", new string('7', 32), DateTimeOffset.UnixEpoch);

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Main => Path.Join(folder.Path, JournalFile.Name);

    private string After => Path.Join(folder.Path, JournalFile.AfterSealName);

    private string Seal => Path.Join(folder.Path, JournalFile.SealName);

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task An_absent_journal_is_an_empty_one_and_looking_makes_none()
    {
        Assert.Equal(JournalReading.Empty, await ReadAsync());
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task What_was_appended_is_read_back_in_its_order_from_a_file_that_nobody_else_may_read()
    {
        await AppendAsync(Intent("a"), Intent("b"));
        await AppendAsync();
        await AppendAsync(Intent("c"));
        Assert.Equal(["a", "b", "c"], await NamesAsync());
        Assert.Equal([1L, 2L, 3L], (await ReadAsync()).Lines.Select(line => line.Number));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Main));
        Assert.Equal(3, (await File.ReadAllLinesAsync(Main, Cancel)).Length);
    }

    /// <summary>Its writer was killed in the middle of it, and so never answered.</summary>
    [Theory]
    [InlineData("{")]
    [InlineData("{\"number\":3,\"at\":\"2026-05-17T10:00:00+00:00\",\"previous\":\"")]
    [InlineData("whole")]
    [InlineData("in a character")]
    public async Task A_torn_last_line_is_dropped_and_the_next_append_is_whole(string torn)
    {
        await AppendAsync(Intent("a"), Intent("b"));
        var before = await ReadAsync();
        await TearAsync(Main, torn, before);
        var reading = await ReadAsync();
        Assert.Equal((2, null, before.Last), (reading.Lines.Count, reading.Problem, reading.Last));

        await AppendAsync(Intent("c"));
        Assert.Equal(["a", "b", "c"], await NamesAsync());
        Assert.Equal(3, (await File.ReadAllLinesAsync(Main, Cancel)).Length);
        Assert.EndsWith("\n", await File.ReadAllTextAsync(Main, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_whose_only_line_is_torn_begins_anew()
    {
        await File.WriteAllTextAsync(Main, "{\"number\":1,", Cancel);
        Assert.Empty((await ReadAsync()).Lines);
        await AppendAsync(Intent("a"));
        Assert.Equal(["a"], await NamesAsync());
    }

    [Theory]
    [InlineData("changed in its text", 3, "line 3 does not follow the line before it")]
    [InlineData("changed to something else", 2, "line 2 is not a journal line")]
    [InlineData("changed to nothing", 2, "line 2 is not a journal line")]
    [InlineData("changed in its number", 2, "line 2 carries number 7")]
    [InlineData("changed in what it follows", 2, "line 2 does not follow the line before it")]
    [InlineData("dropped", 2, "line 2 carries number 3")]
    [InlineData("doubled", 3, "line 3 carries number 2")]
    [InlineData("moved", 2, "line 2 carries number 3")]
    [InlineData("of another run", 1, "line 1 does not follow the line before it")]
    public async Task A_changed_dropped_or_moved_line_is_told_with_its_number_and_nothing_is_appended(string what, int number, string problem)
    {
        await AppendAsync(Intent("a"), Intent("b"), Intent("c"), Intent("d"));
        var lines = (await File.ReadAllLinesAsync(Main, Cancel)).ToList();
        Spoil(lines, what);
        var spoilt = string.Concat(lines.Select(line => $"{line}\n"));
        await File.WriteAllTextAsync(Main, spoilt, Cancel);

        var reading = await ReadAsync();
        Assert.StartsWith(problem, reading.Problem, StringComparison.Ordinal);
        Assert.Equal(number - 1, reading.Lines.Count);
        var told = await Assert.ThrowsAsync<InvalidDataException>(() => AppendAsync(Intent("e")));
        Assert.Contains($"'{Main}' was changed: {problem}", told.Message, StringComparison.Ordinal);
        Assert.Equal(spoilt, await File.ReadAllTextAsync(Main, Cancel));
    }

    /// <summary>As two workers of one host have it: each with a file of its own, and what each appends at once stays together.</summary>
    [Fact]
    public async Task Appends_of_two_at_the_same_time_all_land_in_one_chain()
    {
        const int Each = 12;
        JournalFile[] files = [Open(), Open()];
        await Task.WhenAll(Enumerable.Range(0, Each).SelectMany(i => files.Select((file, who) => Task.Run(
            () => file.AppendAsync([Intent($"{who}-{i}"), Intent($"{who}-{i} too")], (_, _) => false, Cancel), Cancel))));

        var reading = await ReadAsync();
        Assert.Equal((null, 4 * Each), (reading.Problem, reading.Lines.Count));
        var names = Names(reading);
        Assert.Equal(Enumerable.Range(0, Each).SelectMany(i => new[] { $"0-{i}", $"1-{i}" }).Order(), names.Where((_, at) => at % 2 == 0).Order());
        Assert.All(names.Chunk(2), pair => Assert.Equal($"{pair[0]} too", pair[1]));
    }

    [Fact]
    public async Task Whoever_appends_at_the_same_time_sees_what_the_other_has_written()
    {
        JournalFile[] files = [Open(), Open()];
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => Task.Run(() => files[i % 2].AppendAsync([Intent("once")], Repeats, Cancel), Cancel)));
        Assert.Equal(["once"], await NamesAsync());
    }

    [Fact]
    public async Task A_wait_for_the_journal_ends_with_its_token_and_nothing_was_written()
    {
        await AppendAsync(Intent("a"));
        using var stop = new CancellationTokenSource();
        await using (var held = new FileStream(Main, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            var append = Open().AppendAsync([Intent("b")], (_, _) => false, stop.Token);
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        }

        Assert.Equal(["a"], await NamesAsync());
    }

    [Fact]
    public async Task After_the_seal_appends_go_to_a_file_of_their_own_and_are_read_after_the_rest()
    {
        await AppendAsync(Intent("a"), Intent("b"));
        var sealedText = await File.ReadAllTextAsync(Main, Cancel);
        await File.WriteAllTextAsync(Seal, "the sums\n", Cancel);
        await AppendAsync(Intent("c"));
        await AppendAsync(Intent("d"));

        Assert.Equal(sealedText, await File.ReadAllTextAsync(Main, Cancel));
        Assert.Equal(2, (await File.ReadAllLinesAsync(After, Cancel)).Length);
        Assert.Equal(["a", "b", "c", "d"], await NamesAsync());
        Assert.Equal([1L, 2L, 3L, 4L], (await ReadAsync()).Lines.Select(line => line.Number));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(After));
    }

    [Fact]
    public async Task A_torn_last_line_after_the_seal_is_dropped_and_the_next_append_is_whole()
    {
        await AppendAsync(Intent("a"));
        await File.WriteAllTextAsync(Seal, "the sums\n", Cancel);
        await AppendAsync(Intent("b"));
        await TearAsync(After, "whole", await ReadAsync());
        Assert.Equal(["a", "b"], await NamesAsync());
        await AppendAsync(Intent("c"));
        Assert.Equal(["a", "b", "c"], await NamesAsync());
        Assert.Equal(2, (await File.ReadAllLinesAsync(After, Cancel)).Length);
    }

    /// <summary>The sums over the sealed file stay true, even where its last line was never finished.</summary>
    [Fact]
    public async Task A_torn_line_of_the_sealed_file_stays_and_counts_for_nothing()
    {
        await AppendAsync(Intent("a"));
        await File.AppendAllTextAsync(Main, "{\"number\":2,", Cancel);
        var sealedText = await File.ReadAllTextAsync(Main, Cancel);
        await File.WriteAllTextAsync(Seal, "the sums\n", Cancel);
        await AppendAsync(Intent("b"));
        Assert.Equal(sealedText, await File.ReadAllTextAsync(Main, Cancel));
        Assert.Equal(["a", "b"], await NamesAsync());
    }

    [Fact]
    public async Task A_sealed_line_that_was_dropped_is_told_by_the_lines_after_the_seal()
    {
        await AppendAsync(Intent("a"), Intent("b"));
        await File.WriteAllTextAsync(Seal, "the sums\n", Cancel);
        await AppendAsync(Intent("c"));
        await File.WriteAllLinesAsync(Main, (await File.ReadAllLinesAsync(Main, Cancel))[..1], Cancel);
        Assert.Equal("line 2 carries number 3", (await ReadAsync()).Problem);
        await Assert.ThrowsAsync<InvalidDataException>(() => AppendAsync(Intent("d")));
    }

    [Fact]
    public async Task A_repeated_entry_is_not_written_twice()
    {
        var walked = new Removed
        {
            Result = new StepResult
            {
                Step = TeardownStep.Network,
                Objects = [new ObjectOutcome { Kind = ObjectKind.Network, Name = Manifest.Plan.Objects.Network, State = OutcomeState.Failed, Reason = "used" }],
            },
        };
        JournalEntry[] entries = [Intent("a"), Judged("found"), walked];
        await Open().AppendAsync([.. entries, .. entries], Repeats, Cancel);
        var text = await File.ReadAllTextAsync(Main, Cancel);
        Assert.Equal(3, (await ReadAsync()).Lines.Count);

        await Open().AppendAsync([walked, .. entries], Repeats, Cancel);
        Assert.Equal(text, await File.ReadAllTextAsync(Main, Cancel));
    }

    [Fact]
    public async Task An_entry_that_says_what_another_one_has_changed_since_is_written_again()
    {
        await Open().AppendAsync([Judged("this"), Judged("that"), Judged("this")], Repeats, Cancel);
        Assert.Equal(["this", "that", "this"], (await ReadAsync()).Entries.OfType<GateJudged>().Select(e => e.Result.Found));
    }

    /// <summary>The engine's answer is the same, but for the ledger it is news: what was gone is there again.</summary>
    [Fact]
    public async Task An_entry_that_changes_the_ledger_is_written_although_it_says_what_was_said_before()
    {
        var (network, id) = (Manifest.Plan.Objects.Network, new string('a', 64));
        var there = new Created { Kind = ObjectKind.Network, Name = network, Id = id };
        var gone = new Removed
        {
            Result = new StepResult
            {
                Step = TeardownStep.Network,
                Objects = [new ObjectOutcome { Kind = ObjectKind.Network, Name = network, Id = id, State = OutcomeState.Removed }],
            },
        };
        await Open().AppendAsync([there, gone, there, gone], Repeats, Cancel);
        Assert.Equal(4, (await ReadAsync()).Lines.Count);
    }

    private static Intended Intent(string name) => new() { Kind = ObjectKind.Path, Name = name };

    private static GateJudged Judged(string found) => new() { Result = GateResult.Red(Gate.ObjectsAbsent, "objects", "absent", found, "look") };

    private static bool Repeats(IReadOnlyList<JournalEntry> known, JournalEntry entry) => JournalRepetition.Repeats(Manifest, known, entry);

    private static IReadOnlyList<string> Names(JournalReading reading) => [.. reading.Entries.OfType<Intended>().Select(e => e.Name)];

    private static void Spoil(List<string> lines, string what)
    {
        switch (what)
        {
            case "changed in its text":
                lines[1] = lines[1].Replace("\"b\"", "\"x\"", StringComparison.Ordinal);
                break;
            case "changed to something else":
                lines[1] = "{}";
                break;
            case "changed to nothing":
                lines[1] = string.Empty;
                break;
            case "changed in its number":
                lines[1] = lines[1].Replace("\"number\":2,", "\"number\":7,", StringComparison.Ordinal);
                break;
            case "changed in what it follows":
                lines[1] = lines[1].Replace(JournalChain.Digest(lines[0]), JournalChain.Origin, StringComparison.Ordinal);
                break;
            case "dropped":
                lines.RemoveAt(1);
                break;
            case "doubled":
                lines.Insert(1, lines[1]);
                break;
            case "moved":
                (lines[1], lines[2]) = (lines[2], lines[1]);
                break;
            default:
                lines[0] = JournalChain.Write(1, new string('1', 64), DateTimeOffset.UnixEpoch, Intent("a"));
                break;
        }
    }

    /// <summary>The next line up to where its writer was killed.</summary>
    private static async Task TearAsync(string path, string torn, JournalReading before)
    {
        var next = Encoding.UTF8.GetBytes(JournalChain.Write(before.Lines.Count + 1, before.Last, DateTimeOffset.UnixEpoch, Intent("never é")));
        byte[] left = torn switch
        {
            "whole" => next,
            "in a character" => next[..(next.AsSpan().IndexOf("é"u8) + 1)],
            _ => Encoding.UTF8.GetBytes(torn),
        };
        await File.AppendAllBytesAsync(path, left, Cancel);
    }

    private JournalFile Open() => new(folder.Path, TimeProvider.System);

    private Task<JournalReading> ReadAsync() => Open().ReadAsync(Cancel);

    private Task AppendAsync(params JournalEntry[] entries) => Open().AppendAsync(entries, (_, _) => false, Cancel);

    /// <summary>Of a journal that is sound.</summary>
    private async Task<IReadOnlyList<string>> NamesAsync()
    {
        var reading = await ReadAsync();
        Assert.Null(reading.Problem);
        return Names(reading);
    }
}
