using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Journal.Entries;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using DotIuCutter.Temporal.Workflows.Ledgers;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Ledgers;

/// <summary>Any history of a run and its teardown, whatever order it comes in.</summary>
public sealed class LedgerProperties
{
    private static readonly Manifest Manifest =
        ManifestDerivation.Derive(Plans.Valid(), PlanDigest.Compute(Plans.Valid()), "dryrun-shop-v1", new string('7', 32), DateTimeOffset.UnixEpoch);

    private static readonly Gen<string> Id = Gen.Char["0123"].Select(c => new string(c, 64));

    private static readonly Gen<string?> MaybeId = Gen.Select(Id, Gen.Bool, (id, there) => there ? id : null);

    private static readonly Gen<TeardownStep> WalkedStep = Pick.One(Walked);

    private static readonly Gen<Step> Creating = Gen.Select(Pick.One(Manifest.Objects), MaybeId, (o, id) => new Step(
        "created", _ => new Created { Kind = o.Kind, Name = o.Name, Id = id }));

    private static readonly Gen<DrCapture> Capture = Gen.Select(MaybeId, MaybeId, MaybeId, Gen.Bool, Id.Array[0, 3], (dr, harness, network, volume, anonymous) => new DrCapture
    {
        ContainerId = dr,
        HarnessId = harness,
        NetworkId = network,
        Volume = volume ? Manifest.Plan.Objects.Volume : null,
        AnonymousVolumes = anonymous,
    });

    private static readonly Gen<Step> Identifying = Capture.Select(capture => new Step("identified", _ => new Identified { Capture = capture }));

    // Some of the step's objects left out, some answered for long ago, one that was never asked for: a late answer of an earlier attempt.
    private static readonly Gen<Step> Removing = Gen.Select(WalkedStep, Gen.Enum<OutcomeState>().Array[9], Gen.Int[0, 511], MaybeId, (step, states, mask, id) => new Step(
        "removed", ledger => new Removed { Result = Answer(ledger, step, states, mask, id) }));

    private static readonly Gen<Step> Acknowledging =
        Pick.One<string>([.. Manifest.Objects.Select(o => o.Name), new string('0', 64), "unheard-of", "G-25"])
            .Select(name => new Step("acknowledged", _ => new Acknowledged { Residual = name, Reason = "seen to" }));

    /// <summary>What the journal says of anything but objects.</summary>
    private static readonly Gen<Step> Other = Gen.OneOf(
        Pick.One(Manifest.Objects).Select(o => (JournalEntry)new Intended { Kind = o.Kind, Name = o.Name }),
        Pick.One(Gate.All).Select(gate => (JournalEntry)new GateJudged { Result = GateResult.Red(gate, "objects", "absent", "present", "remove them") }),
        Pick.One<JournalEntry>(
            new RunAccepted { Run = Manifest.Run, PlanSha256 = Manifest.PlanSha256, FileSha256 = Manifest.PlanSha256 },
            new ManifestRecorded { Sha256 = Manifest.PlanSha256 },
            new Captured(),
            new Copied { DrSystemIdentifier = "7" },
            new TornDown { Verdict = TeardownVerdict.Clean, Seconds = 1 },
            new Ended { End = RunEnd.Finished, At = DateTimeOffset.UnixEpoch },
            new Reopened { Found = GateResult.Red(Gate.ObjectsAbsent, "objects", "absent", "present", "remove them") }))
        .Select(entry => new Step("other", _ => entry));

    private static readonly Gen<Step[]> Histories = Gen.OneOf(Creating, Identifying, Identifying, Removing, Removing, Acknowledging, Other).Array[0, 25];

    /// <summary>The steps that destroy objects.</summary>
    private static TeardownStep[] Walked =>
        [TeardownStep.HarnessContainer, TeardownStep.DrContainer, TeardownStep.DrVolumes, TeardownStep.Network, TeardownStep.SecretsAndFiles];

    [Fact]
    public void Before_anything_happened_every_object_of_the_manifest_is_planned_in_its_own_step() => Assert.Equal(
        Manifest.Objects.Select(o => new LedgerEntry { Kind = o.Kind, Name = o.Name, Step = o.Step, State = LedgerState.Planned }),
        LedgerDerivation.Derive(Manifest, []).Entries);

    /// <summary>An activity reads the journal and goes on from there: what it comes to is what reading the whole of it once comes to.</summary>
    [Fact]
    public void It_is_the_same_however_often_the_journal_was_read_on_the_way() => Histories.Sample(history =>
    {
        var journal = Written(history);
        Assert.Equal(journal.Aggregate(Ledger.Begin(Manifest), Applied).Entries, LedgerDerivation.Derive(Manifest, journal).Entries);
    });

    [Fact]
    public void What_the_journal_says_of_anything_else_changes_nothing() => Each((before, after, step) => Assert.True(
        step.Kind != "other" || before.Entries.SequenceEqual(after.Entries), $"{step}"));

    [Fact]
    public void No_entry_disappears_or_moves() => Each((before, after, _) => Assert.Equal(
        before.Entries.Select(e => (e.Kind, e.Name, e.Step, e.Anonymous)),
        after.Entries.Take(before.Entries.Count).Select(e => (e.Kind, e.Name, e.Step, e.Anonymous))));

    [Fact]
    public void No_entry_is_there_twice() => Each((_, after, _) => Assert.Equal(after.Entries.Count, after.Entries.Select(e => (e.Kind, e.Name)).Distinct().Count()));

    /// <summary>The run's own create gives an object another id, since it made another object; and so does one that took effect late, when the first was gone.</summary>
    [Fact]
    public void A_recorded_id_is_never_replaced_by_what_is_seen() => Each((before, after, step) => Assert.All(
        Pairs(before, after).Where(p => p.Before.Id is not null && step.Kind != "created" && !(step.Kind == "identified" && Gone(p.Before))),
        p => Assert.Equal(p.Before.Id, p.After.Id)));

    [Fact]
    public void Only_what_was_gone_can_reappear_and_then_teardown_is_asked_for_it_again() => Each((before, after, step) => Assert.All(
        Pairs(before, after).Where(p => step.Kind == "identified" && !p.Before.Open && p.Before != p.After),
        p => Assert.True(Gone(p.Before) && p.After is { Open: true, State: LedgerState.Present }, $"{p.Before} became {p.After}")));

    [Fact]
    public void A_recorded_id_is_never_forgotten() => Each((before, after, _) => Assert.All(
        Pairs(before, after).Where(p => p.Before.Id is not null), p => Assert.NotNull(p.After.Id)));

    [Fact]
    public void An_entry_stops_being_open_only_by_an_answer_of_its_step_or_of_the_operator() => Each((before, after, step) => Assert.All(
        Pairs(before, after).Where(p => p.Before.Open && !p.After.Open),
        p => Assert.Contains((step.Kind, p.After.State), new[]
        {
            ("removed", LedgerState.Removed), ("removed", LedgerState.AlreadyAbsent), ("removed", LedgerState.NotOurs), ("acknowledged", LedgerState.Acknowledged),
        })));

    [Fact]
    public void What_is_answered_for_stays_so_unless_the_run_creates_it_again() => Each((before, after, step) => Assert.All(
        Pairs(before, after).Where(p => !p.Before.Open && step.Kind is not ("created" or "identified")), p => Assert.Equal(p.Before, p.After)));

    /// <summary>A step may have come to no answer, which the journal does not tell: whatever is open is a residual of the walk.</summary>
    [Fact]
    public void Only_what_is_open_can_be_acknowledged_and_it_says_why_it_stays() => Each((before, after, step) => Assert.All(
        Pairs(before, after).Where(p => p.Before.State != LedgerState.Acknowledged && p.After.State == LedgerState.Acknowledged),
        p => Assert.True(
            step.Kind == "acknowledged" && p.Before.Open && p.After.Reason == $"{p.Before.Reason ?? "teardown could not destroy it"} Acknowledged: seen to",
            $"{p.Before} became {p.After}")));

    [Fact]
    public void A_residual_is_acknowledged_by_its_whole_name_or_id_only()
    {
        var (volume, network) = (Manifest.Plan.Objects.Volume, Manifest.Plan.Objects.Network);
        var seen = LedgerDerivation.Derive(Manifest, [new Identified { Capture = new DrCapture { NetworkId = new string('0', 64) } }]);
        var failed = new Ledger { Entries = [.. seen.Entries.Select(e => e with { State = LedgerState.Failed })] };
        Assert.All([volume[..^1], network[..4], "dr", string.Empty, new string('0', 12), "*"], name => Assert.Empty(failed.Acknowledge(name, "seen to").Acknowledged()));
        Assert.All([volume, network, new string('0', 64)], name => Assert.Single(failed.Acknowledge(name, "seen to").Acknowledged()));
    }

    [Fact]
    public void Teardown_is_asked_for_exactly_what_is_open_each_in_its_own_step() => Each((_, after, _) => Assert.Equal(
        after.Entries.Where(e => e.Open).Select(e => (e.Kind, e.Name, e.Id, e.Step)).OrderBy(e => e.Step).ThenBy(e => e.Kind).ThenBy(e => e.Name, StringComparer.Ordinal),
        Enum.GetValues<TeardownStep>().SelectMany(s => after.OpenIn(s).Select(o => (o.Kind, o.Name, o.Id, Step: s)))
            .OrderBy(e => e.Step).ThenBy(e => e.Kind).ThenBy(e => e.Name, StringComparer.Ordinal)));

    [Fact]
    public void What_is_not_ours_is_never_asked_for() => Each((_, after, _) => Assert.All(
        after.Entries.Where(e => e.State == LedgerState.NotOurs), e => Assert.DoesNotContain(after.OpenIn(e.Step), o => o.Kind == e.Kind && o.Name == e.Name)));

    [Fact]
    public void An_answer_heard_twice_changes_nothing_more() => Each((_, after, step) => Assert.Equal(after.Entries, Applied(after, step.Last!).Entries));

    /// <summary>Its worker was away: as far as anyone knows everything it had to destroy is still there.</summary>
    [Fact]
    public void A_step_that_came_to_no_answer_has_all_of_its_open_objects_as_residuals() => Gen.Select(Histories, WalkedStep).Sample((history, step) =>
    {
        var ledger = Derived(history);
        var unanswered = ledger.WithFailure(step, "no worker answered");
        Assert.Equal(ledger.OpenIn(step), unanswered.OpenIn(step));
        Assert.All(Pairs(ledger, unanswered).Where(p => p.Before.Step == step && p.Before.Open), p => Assert.True(
            p.After is { State: LedgerState.Failed, Reason: "no worker answered", Remedy.Length: > 0 }, $"{p}"));
        Assert.All(Pairs(ledger, unanswered).Where(p => p.Before.Step != step || !p.Before.Open), p => Assert.Equal(p.Before, p.After));
    });

    [Fact]
    public void Every_residual_says_why_and_how_to_remove_it() => Each((_, after, _) =>
    {
        Assert.Equal(after.Entries.Count(e => e.Open), after.Residuals().Count);
        Assert.All(after.Residuals().Concat(after.Acknowledged()), r => Assert.True(r.Reason.Length > 0 && r.Remedy.Length > 0, r.ToString()));
    });

    [Fact]
    public void No_removal_command_prunes_filters_or_matches_by_wildcard() => Each((_, after, _) => Assert.All(
        after.Residuals(), r => Assert.DoesNotMatch("prune|--filter|[*?]", r.Remedy)));

    [Fact]
    public void Every_anonymous_volume_of_C04_is_torn_down_in_step_3() => Gen.Select(Histories, Id.Array[1, 3]).Sample((history, volumes) =>
    {
        var ledger = Derived(history);
        var known = ledger.Entries.Where(e => e.Anonymous).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var seen = Applied(ledger, new Identified { Capture = new DrCapture { AnonymousVolumes = volumes } });
        var asked = seen.OpenIn(TeardownStep.DrVolumes);
        Assert.All(volumes.Where(v => !known.Contains(v)), v => Assert.Single(asked, o => o.Kind == ObjectKind.Volume && o.Name == v && o.Anonymous));
    });

    /// <summary>A create that took effect after teardown had seen the name free.</summary>
    [Fact]
    public void What_is_ours_and_there_again_is_open_again_under_the_id_it_has_now() => Gen.Select(Histories, Id, Id, Id).Sample((history, dr, harness, network) =>
    {
        var before = Derived(history);
        var capture = new DrCapture { ContainerId = dr, HarnessId = harness, NetworkId = network, Volume = Manifest.Plan.Objects.Volume };
        var after = Applied(before, new Identified { Capture = capture });
        Assert.All(Pairs(before, after).Where(p => p.Before.Step < TeardownStep.SecretsAndFiles && !p.Before.Anonymous), p =>
        {
            var gone = p.Before.State is LedgerState.Removed or LedgerState.AlreadyAbsent;
            Assert.Equal(gone || p.Before.Open, p.After.Open);
            var now = p.Before.Step switch
            {
                TeardownStep.HarnessContainer => harness,
                TeardownStep.DrContainer => dr,
                TeardownStep.Network => network,
                _ => p.Before.Id,
            };
            Assert.Equal(gone ? now : p.Before.Open ? p.Before.Id ?? now : p.Before.Id, p.After.Id);
        });
    });

    [Theory]
    [InlineData(ObjectKind.Container, "docker rm -f -v ID")]
    [InlineData(ObjectKind.Network, "docker network rm ID")]
    [InlineData(ObjectKind.Volume, "docker volume rm NAME")]
    [InlineData(ObjectKind.SecretFile, "shred -u NAME")]
    public void The_removal_command_names_the_one_object_by_its_id_where_it_has_one(ObjectKind kind, string command) =>
        Assert.Equal(command, RemovalCommand.For(kind, "NAME", "ID"));

    private static StepResult Answer(Ledger ledger, TeardownStep step, OutcomeState[] states, int mask, string? id) => new()
    {
        Step = step,
        Objects =
        [
            .. ledger.Entries.Where(e => e.Step == step).Where((_, i) => (mask >> i & 1) == 1).Select((o, i) => new ObjectOutcome
            {
                Kind = o.Kind,
                Name = o.Name,
                Id = id,
                State = states[i % states.Length],
                Reason = "as found",
                Remedy = RemovalCommand.For(o.Kind, o.Name, o.Id),
            }),
            new ObjectOutcome { Kind = ObjectKind.Container, Name = "never-asked-for", State = states[0] },
        ],
    };

    private static bool Gone(LedgerEntry entry) => entry.State is LedgerState.Removed or LedgerState.AlreadyAbsent;

    private static IEnumerable<(LedgerEntry Before, LedgerEntry After)> Pairs(Ledger before, Ledger after) => before.Entries.Zip(after.Entries);

    private static void Each(Action<Ledger, Ledger, Step> holds) => Histories.Sample(history =>
    {
        List<JournalEntry> journal = [];
        foreach (var step in history)
        {
            var before = LedgerDerivation.Derive(Manifest, journal);
            var entry = step.Entry(before);
            journal.Add(entry);
            holds(before, LedgerDerivation.Derive(Manifest, journal), step with { Last = entry });
        }
    });

    private static List<JournalEntry> Written(Step[] history)
    {
        List<JournalEntry> journal = [];
        foreach (var step in history)
        {
            journal.Add(step.Entry(LedgerDerivation.Derive(Manifest, journal)));
        }

        return journal;
    }

    private static Ledger Derived(Step[] history) => LedgerDerivation.Derive(Manifest, Written(history));

    /// <summary>What the ledger of a journal becomes by one entry more.</summary>
    private static Ledger Applied(Ledger ledger, JournalEntry entry) => entry switch
    {
        Created made => ledger.Created(made.Kind, made.Name, made.Id),
        Identified seen => ledger.Reappeared(seen.Capture),
        Removed walked => ledger.WithOutcomes(walked.Result),
        Acknowledged answer => ledger.Acknowledge(answer.Residual, answer.Reason),
        _ => ledger,
    };

    /// <param name="Kind">What it does.</param>
    /// <param name="Entry">What it writes to the journal.</param>
    private sealed record Step(string Kind, Func<Ledger, JournalEntry> Entry)
    {
        /// <summary>What it wrote.</summary>
        public JournalEntry? Last { get; init; }
    }
}
