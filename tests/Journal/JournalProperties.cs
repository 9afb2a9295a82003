using System.Text;
using System.Text.Json;
using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Holds;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Journal;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Journal;

/// <summary>Any journal, whatever a run's activities wrote into it.</summary>
public sealed class JournalProperties
{
    private static readonly Manifest Manifest =
        ManifestDerivation.Derive(Plans.Valid(), PlanDigest.Compute(Plans.Valid()), "dryrun-shop-v1", new string('7', 32), DateTimeOffset.UnixEpoch);

    /// <summary>What programs and people say: quotes, line ends, other alphabets, what terminals obey.</summary>
    private static readonly Gen<string> Text = Gen.String[Gen.Char["ab\"\\/{}[]:,\n\r\t\0\u001b\u2028é漢<&'"], 0, 12];

    private static readonly Gen<string> Id = Gen.Char["01"].Select(c => new string(c, 64));

    private static readonly Gen<string?> MaybeId = Gen.Select(Id, Gen.Bool, (id, there) => there ? id : null);

    private static readonly Gen<GateResult> Result = Gen.Select(
        Pick.One(Gate.All), Gen.Enum<GateState>(), Text, Text, Pick.One<string?>(null, "S1", "S2"), (gate, state, subject, found, scenario) => new GateResult
        {
            Gate = gate,
            State = state,
            Subject = subject,
            Expected = "as it was",
            Found = found,
            Differences = found.Length > 6 ? [new Difference(subject, "before", found)] : [],
            Scenario = scenario,
        });

    private static readonly Gen<DrCapture> Capture = Gen.Select(
        MaybeId, MaybeId, MaybeId, Gen.Bool, Id.Array[0, 2], (dr, harness, network, volume, anonymous) => new DrCapture
        {
            ContainerId = dr,
            HarnessId = harness,
            NetworkId = network,
            Volume = volume ? Manifest.Plan.Objects.Volume : null,
            AnonymousVolumes = anonymous,
        });

    private static readonly Gen<ObjectOutcome> Outcome = Gen.Select(
        Pick.One(Manifest.Objects), MaybeId, Gen.Enum<OutcomeState>(), (o, id, state) => new ObjectOutcome
        {
            Kind = o.Kind,
            Name = o.Name,
            Id = id,
            State = state,
            Reason = state == OutcomeState.Failed ? "in use" : null,
        });

    /// <summary>Of one step each, as a walk answers: its own objects and no other's.</summary>
    private static readonly Gen<StepResult> Walk = Gen.Select(Pick.One(Manifest.Objects), Outcome.Array[0, 4], (first, outcomes) => new StepResult
    {
        Step = first.Step,
        Objects = [.. outcomes.Where(o => Manifest.Objects.Single(m => m.Name == o.Name).Step == first.Step).DistinctBy(o => o.Name)],
    });

    private static readonly Gen<JournalEntry> OfObjects = Gen.OneOf(
        Gen.Select(Pick.One(Manifest.Objects), MaybeId, (o, id) => (JournalEntry)new Created { Kind = o.Kind, Name = o.Name, Id = id }),
        Pick.One(Manifest.Objects).Select(o => (JournalEntry)new Intended { Kind = o.Kind, Name = o.Name }),
        Capture.Select(capture => (JournalEntry)new Identified { Capture = capture }),
        Walk.Select(result => (JournalEntry)new Removed { Result = result }),
        Gen.Select(Pick.One(Manifest.Objects), Text, (o, reason) => (JournalEntry)new Acknowledged { Residual = o.Name, Reason = reason }));

    private static readonly Gen<JournalEntry> Marks = Pick.One<JournalEntry>(
        new ManifestRecorded { Sha256 = Manifest.PlanSha256 },
        new TornDown { Verdict = TeardownVerdict.Clean, Seconds = 0.25 },
        new Reopened { Found = GateResult.Red(Gate.ObjectsAbsent, "objects", "absent", "volume 'vol' exists", "remove it") });

    private static readonly Gen<JournalEntry> OfTheRun = Gen.OneOf(
        Result.Select(result => (JournalEntry)new GateJudged { Result = result }),
        Text.Select(version => (JournalEntry)new Captured
        {
            Engine = new EngineCapture { Id = "e", Version = version, ApiVersion = "1.41", LiveRestore = false },
        }),
        Text.Array[0, 3].Select(volumes => (JournalEntry)new Captured
        {
            Inventory = new InventoryCapture { Containers = [], Volumes = volumes, Networks = [] },
        }),
        Id.Select(identifier => (JournalEntry)new Copied { DrSystemIdentifier = identifier }),
        Gen.Select(Pick.One("S1", "S2"), Gen.Int[0, 2], (scenario, rows) => (JournalEntry)new EffectMeasured
        {
            Scenario = scenario,
            Seconds = 0.125,
            Effects = new ScenarioEffects
            {
                Tables = [.. Enumerable.Range(0, rows).Select(i => new TableEffect { Table = $"public.t{i}", Inserted = i + 1 })],
                CatalogChanged = rows == 2,
                SequencesMoved = false,
                Statements = rows,
            },
        }),
        Gen.Select(Gen.Enum<RunEnd>(), Text, (end, detail) => (JournalEntry)new Ended
        {
            End = end,
            At = DateTimeOffset.UnixEpoch.AddMilliseconds(detail.Length),
            Detail = detail,
            Holds = [new Hold { Point = HoldRequest.End, Since = DateTimeOffset.UnixEpoch, Until = DateTimeOffset.UnixEpoch.AddHours(1), Look = detail }],
        }),
        Gen.Select(Id, MaybeId, Text, (sha256, missing, text) => (JournalEntry)new CodeExported
        {
            Export = new CodeExport { Commit = sha256[..40], Tree = sha256[..40], Sha256 = sha256, Files = text.Length, Bytes = 7, Missing = missing is null ? null : text },
        }),
        Id.Select(sha256 => (JournalEntry)new RunAccepted { Run = Manifest.Run, PlanSha256 = sha256, FileSha256 = sha256 }),
        Gen.Select(Gen.Enum<ScenarioVerdict>(), Gen.Enum<InvariantVerdict>(), Gen.Int[0, 7], (scenarios, invariants, code) => (JournalEntry)new Closed
        {
            Verdicts = new Verdicts { Scenarios = scenarios, Teardown = TeardownVerdict.Clean, Invariants = invariants },
            CleanlyClosed = code == 0,
            ExitCode = code,
        }));

    private static readonly Gen<JournalEntry> Entry = Gen.OneOf(OfObjects, OfTheRun, Marks);

    private static readonly Gen<JournalEntry[]> Entries = Entry.Array[0, 12];

    /// <summary>Entries of which many are heard again, at once or later.</summary>
    private static readonly Gen<JournalEntry[]> Repeating = Gen.Select(Entry.Array[1, 12], Gen.Int[0, 11].Array[0, 20], (entries, again) =>
        (JournalEntry[])[.. entries, .. again.Select(i => entries[i % entries.Length])]);

    [Fact]
    public void Every_kind_of_entry_is_among_those_that_are_tried()
    {
        var tried = new HashSet<Type>();
        Entry.Sample(entry => { tried.Add(entry.GetType()); }, iter: 2000, threads: 1);
        Assert.Equal(typeof(JournalEntry).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(JournalEntry))).ToHashSet(), tried);
    }

    [Fact]
    public void Any_chain_that_is_written_reads_back_as_it_was_written() => Gen.Select(Entries, Gen.Long[0, 100_000_000_000_000]).Sample((entries, ticks) =>
    {
        var at = DateTimeOffset.UnixEpoch.AddTicks(ticks);
        var lines = Written(entries, at);
        var reading = JournalChain.Read(TextOf(lines));
        Assert.Equal((null, 0), (reading.Problem, reading.TornCharacters));
        Assert.Equal(entries.Select(Words), reading.Entries.Select(Words));
        Assert.Equal(entries.Select((_, i) => (i + 1L, at)), reading.Lines.Select(line => (line.Number, line.At)));
        Assert.Equal(lines.Count == 0 ? JournalChain.Origin : JournalChain.Digest(lines[^1]), reading.Last);
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
    });

    [Fact]
    public void A_last_line_without_its_end_counts_for_nothing() => Gen.Select(Entry.Array[1, 8], Gen.Int[0, int.MaxValue]).Sample((entries, where) =>
    {
        var lines = Written(entries, DateTimeOffset.UnixEpoch);
        var left = where % (lines[^1].Length + 1);
        var reading = JournalChain.Read(TextOf(lines.SkipLast(1)) + lines[^1][..left]);
        Assert.Equal((null, left), (reading.Problem, reading.TornCharacters));
        Assert.Equal(entries.SkipLast(1).Select(Words), reading.Entries.Select(Words));
    });

    /// <summary>Of the last one's text only the sums and the next line could tell.</summary>
    [Fact]
    public void Any_changed_byte_before_the_last_line_is_found_in_its_own_line_or_by_the_next() =>
        Gen.Select(Entry.Array[2, 8], Gen.Int[0, int.MaxValue], Gen.Byte[1, 255]).Sample((entries, where, with) =>
    {
        var lines = Written(entries, DateTimeOffset.UnixEpoch);
        var bytes = Encoding.UTF8.GetBytes(TextOf(lines));
        var at = where % (bytes.Length - Encoding.UTF8.GetByteCount(lines[^1]) - 1);
        var number = bytes.AsSpan(0, at).Count((byte)'\n') + 1;
        bytes[at] ^= with;

        var reading = JournalChain.Read(Encoding.UTF8.GetString(bytes));
        Assert.Matches($"^line ({number}|{number + 1}) ", reading.Problem);
        Assert.InRange(reading.Lines.Count, number - 1, number);
        Assert.Equal(entries.Take(number - 1).Select(Words), reading.Entries.Take(number - 1).Select(Words));
    }, iter: 3000);

    [Fact]
    public void Any_line_that_is_dropped_doubled_or_moved_is_found() =>
        Gen.Select(Entry.Array[3, 8], Gen.Int[0, int.MaxValue], Gen.Int[0, int.MaxValue], Gen.Int[0, 2]).Sample((entries, first, second, how) =>
    {
        var lines = Written(entries, DateTimeOffset.UnixEpoch);
        var (one, other) = (first % (lines.Count - 1), second % lines.Count);
        switch (how)
        {
            case 0:
                lines.RemoveAt(one);
                break;
            case 1:
                lines.Insert(other, lines[one]);
                break;
            default:
                var to = other == one ? one + 1 : other;
                (lines[one], lines[to]) = (lines[to], lines[one]);
                break;
        }

        Assert.Matches("^line [0-9]+ ", JournalChain.Read(TextOf(lines)).Problem);
    });

    [Fact]
    public void A_ledger_is_the_same_whatever_is_heard_again() => Repeating.Sample(heard =>
    {
        var kept = Kept(heard);
        Assert.Equal(LedgerDerivation.Derive(Manifest, heard).Entries, LedgerDerivation.Derive(Manifest, kept).Entries);
    }, iter: 500);

    [Fact]
    public void An_entry_that_repeats_changes_no_ledger_and_one_that_changes_it_never_repeats() => Gen.Select(Repeating, Entry).Sample((before, entry) =>
    {
        var was = LedgerDerivation.Derive(Manifest, before).Entries;
        var becomes = LedgerDerivation.Derive(Manifest, [.. before, entry]).Entries;
        Assert.True(was.SequenceEqual(becomes) || !JournalRepetition.Repeats(Manifest, before, entry), Words(entry));
    }, iter: 500);

    [Fact]
    public void What_is_heard_twice_at_once_is_kept_once() => Gen.Select(Entries, Entry).Sample(
        (before, entry) => Assert.True(JournalRepetition.Repeats(Manifest, [.. before, entry], entry), Words(entry)));

    [Fact]
    public void What_was_never_heard_is_kept() => Entries.Sample(heard =>
    {
        var kept = Kept(heard).Select(Words).ToHashSet(StringComparer.Ordinal);
        Assert.All(heard.Select(Words), entry => Assert.Contains(entry, kept));
    });

    [Fact]
    public void The_last_answers_and_captures_are_the_same_whatever_is_heard_again() => Repeating.Sample(heard =>
    {
        var (all, kept) = (new JournalView(heard), new JournalView(Kept(heard)));
        Assert.Equal(Answers(all), Answers(kept));
        Assert.Equal((all.Engine, all.DrSystemIdentifier, all.Images), (kept.Engine, kept.DrSystemIdentifier, kept.Images));
        Assert.Equal(Said(all.Inventory), Said(kept.Inventory));
        Assert.Equal(Said(all.Identities), Said(kept.Identities));
        Assert.Equal(Said(all.ForwardEnd), Said(kept.ForwardEnd));
    }, iter: 500);

    /// <summary>A run that reappears in the words of the last time is open all the same, and closed by a teardown that took as long as the last one.</summary>
    [Fact]
    public void A_run_is_open_or_closed_as_it_was_said_last_in_whatever_words() => Gen.Bool.Array[1, 8].Sample(reopenings =>
    {
        JournalEntry[] heard =
        [
            new ManifestRecorded { Sha256 = Manifest.PlanSha256 },
            .. reopenings.Select(open => open
                ? (JournalEntry)new Reopened { Found = GateResult.Red(Gate.ObjectsAbsent, "objects", "absent", "volume 'vol' exists", "remove it") }
                : new TornDown { Verdict = TeardownVerdict.Clean, Seconds = 0.25 }),
        ];
        Assert.Equal(reopenings[^1], new JournalView(Kept(heard)).IsOpen);
    });

    private static IEnumerable<string> Answers(JournalView view) => view.Gates.Select(g => Said(g)).Order(StringComparer.Ordinal);

    /// <summary>As a journal keeps them.</summary>
    private static List<JournalEntry> Kept(IEnumerable<JournalEntry> heard)
    {
        List<JournalEntry> kept = [];
        foreach (var entry in heard)
        {
            if (!JournalRepetition.Repeats(Manifest, kept, entry))
            {
                kept.Add(entry);
            }
        }

        return kept;
    }

    private static List<string> Written(IReadOnlyList<JournalEntry> entries, DateTimeOffset at)
    {
        List<string> lines = [];
        var last = JournalChain.Origin;
        foreach (var entry in entries)
        {
            lines.Add(JournalChain.Write(lines.Count + 1, last, at, entry));
            last = JournalChain.Digest(lines[^1]);
        }

        return lines;
    }

    private static string TextOf(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"{line}\n"));

    private static string Words(JournalEntry entry) => Said(entry);

    private static string Said<T>(T value) => JsonSerializer.Serialize(value, Json.Options);
}
