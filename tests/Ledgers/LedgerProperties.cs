using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Manifests;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Teardown;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Ledgers;

/// <summary>Any history of a run and its teardown, whatever order it comes in.</summary>
public sealed class LedgerProperties
{
    private static readonly Manifest Manifest =
        ManifestDerivation.Derive(Plans.Valid(), PlanDigest.Compute(Plans.Valid()), "dryrun-shop-v1", new string('7', 32), DateTimeOffset.UnixEpoch);

    private static readonly Gen<string> Id = Gen.Char["0123"].Select(c => new string(c, 64));

    private static readonly Gen<string?> MaybeId = Gen.Select(Id, Gen.Bool, (id, there) => there ? id : null);

    private static readonly Gen<Step> Created = Gen.Select(Pick.One(Manifest.Objects), MaybeId, (o, id) => new Step("created", l => l.Created(o.Kind, o.Name, id)));

    private static readonly Gen<DrCapture> Capture = Gen.Select(MaybeId, MaybeId, MaybeId, Gen.Bool, Id.Array[0, 3], (dr, harness, network, volume, anonymous) => new DrCapture
    {
        ContainerId = dr,
        HarnessId = harness,
        NetworkId = network,
        Volume = volume ? Manifest.Plan.Objects.Volume : null,
        AnonymousVolumes = anonymous,
    });

    private static readonly Gen<Step> Seen = Capture.Select(capture => new Step("seen", l => l.Seen(capture)));

    private static readonly Gen<Step> Reappeared = Capture.Select(capture => new Step("reappeared", l => l.Reappeared(capture)));

    // Some of the step's objects left out, some answered for long ago, one that was never asked for: a late answer of an earlier attempt.
    private static readonly Gen<Step> After = Gen.Select(Gen.Int[1, 5], Gen.Enum<OutcomeState>().Array[9], Gen.Int[0, 511], MaybeId, (step, states, mask, id) => new Step("after", l => l.After(Answer(l, step, states, mask, id))));

    private static readonly Gen<Step> Acknowledge = Gen.Select(Pick.One<string>([.. Manifest.Objects.Select(o => o.Name), new string('0', 64), "unheard-of"]), name => new Step("acknowledge", l => l.Acknowledge(name, "seen to")));

    private static readonly Gen<Step[]> Histories = Gen.OneOf(Created, Seen, Reappeared, After, After, Acknowledge).Array[0, 25];

    [Fact]
    public void No_entry_disappears_or_moves() => Each((before, after, _) => Assert.Equal(
        before.Entries.Select(e => (e.Kind, e.Name, e.Step, e.Anonymous)),
        after.Entries.Take(before.Entries.Count).Select(e => (e.Kind, e.Name, e.Step, e.Anonymous))));

    [Fact]
    public void No_entry_is_there_twice() => Each((_, after, _) => Assert.Equal(after.Entries.Count, after.Entries.Select(e => (e.Kind, e.Name)).Distinct().Count()));

    /// <summary>The run's own create gives an object another id, since it made another object; and so does one that took effect late, when the first was gone.</summary>
    [Fact]
    public void A_recorded_id_is_never_replaced_by_what_is_seen() => Each((before, after, step) => Assert.All(
        Pairs(before, after).Where(p => p.Before.Id is not null && step.Kind != "created" && !(step.Kind == "reappeared" && Gone(p.Before))),
        p => Assert.Equal(p.Before.Id, p.After.Id)));

    [Fact]
    public void Only_what_was_gone_can_reappear_and_then_teardown_is_asked_for_it_again() => Each((before, after, step) => Assert.All(
        Pairs(before, after).Where(p => step.Kind == "reappeared" && !p.Before.Open && p.Before != p.After),
        p => Assert.True(Gone(p.Before) && p.After is { Open: true, State: LedgerState.Present }, $"{p.Before} became {p.After}")));

    [Fact]
    public void A_recorded_id_is_never_forgotten() => Each((before, after, _) => Assert.All(
        Pairs(before, after).Where(p => p.Before.Id is not null), p => Assert.NotNull(p.After.Id)));

    [Fact]
    public void An_entry_stops_being_open_only_by_an_answer_of_its_step_or_of_the_operator() => Each((before, after, step) => Assert.All(
        Pairs(before, after).Where(p => p.Before.Open && !p.After.Open),
        p => Assert.Contains((step.Kind, p.After.State), new[]
        {
            ("after", LedgerState.Removed), ("after", LedgerState.AlreadyAbsent), ("after", LedgerState.NotOurs), ("acknowledge", LedgerState.Acknowledged),
        })));

    [Fact]
    public void What_is_answered_for_stays_so_unless_the_run_creates_it_again() => Each((before, after, step) => Assert.All(
        Pairs(before, after).Where(p => !p.Before.Open && step.Kind is not ("created" or "reappeared")), p => Assert.Equal(p.Before, p.After)));

    [Fact]
    public void Only_a_residual_can_be_acknowledged() => Each((before, after, _) => Assert.All(
        Pairs(before, after).Where(p => p.Before.State != LedgerState.Acknowledged && p.After.State == LedgerState.Acknowledged),
        p => Assert.Equal(LedgerState.Failed, p.Before.State)));

    [Fact]
    public void A_residual_is_acknowledged_by_its_whole_name_or_id_only()
    {
        var (volume, network) = (Manifest.Plan.Objects.Volume, Manifest.Plan.Objects.Network);
        var failed = new Ledger { Entries = [.. Ledger.Begin(Manifest).Seen(new DrCapture { NetworkId = new string('0', 64) }).Entries.Select(e => e with { State = LedgerState.Failed })] };
        Assert.All([volume[..^1], network[..4], "dr", string.Empty, new string('0', 12), "*"], name => Assert.Empty(failed.Acknowledge(name, "seen to").Acknowledged()));
        Assert.All([volume, network, new string('0', 64)], name => Assert.Single(failed.Acknowledge(name, "seen to").Acknowledged()));
    }

    [Fact]
    public void Teardown_is_asked_for_exactly_what_is_open_each_in_its_own_step() => Each((_, after, _) => Assert.Equal(
        after.Entries.Where(e => e.Open).Select(e => (e.Kind, e.Name, e.Id, e.Step)).OrderBy(e => e.Step).ThenBy(e => e.Kind).ThenBy(e => e.Name, StringComparer.Ordinal),
        Enumerable.Range(1, 5).SelectMany(s => after.OpenIn(s).Select(o => (o.Kind, o.Name, o.Id, Step: s))).OrderBy(e => e.Step).ThenBy(e => e.Kind).ThenBy(e => e.Name, StringComparer.Ordinal)));

    [Fact]
    public void What_is_not_ours_is_never_asked_for() => Each((_, after, _) => Assert.All(
        after.Entries.Where(e => e.State == LedgerState.NotOurs), e => Assert.DoesNotContain(after.OpenIn(e.Step), o => o.Kind == e.Kind && o.Name == e.Name)));

    [Fact]
    public void An_answer_heard_twice_changes_nothing_more() => Gen.Select(Histories, Gen.Int[1, 5], Gen.Enum<OutcomeState>().Array[9], MaybeId).Sample((history, step, states, id) =>
    {
        var ledger = history.Aggregate(Ledger.Begin(Manifest), (l, s) => s.Apply(l));
        var answer = Answer(ledger, step, states, 511, id);
        Assert.Equal(ledger.After(answer).Entries, ledger.After(answer).After(answer).Entries);
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
        var ledger = history.Aggregate(Ledger.Begin(Manifest), (l, s) => s.Apply(l));
        var known = ledger.Entries.Where(e => e.Anonymous).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var seen = ledger.Seen(new DrCapture { AnonymousVolumes = volumes });
        Assert.All(volumes.Where(v => !known.Contains(v)), v => Assert.Single(seen.OpenIn(3), o => o.Kind == ObjectKind.Volume && o.Name == v && o.Anonymous));
    });

    /// <summary>A create that took effect after teardown had seen the name free.</summary>
    [Fact]
    public void What_is_ours_and_there_again_is_open_again_under_the_id_it_has_now() => Gen.Select(Histories, Id, Id, Id).Sample((history, dr, harness, network) =>
    {
        var before = history.Aggregate(Ledger.Begin(Manifest), (l, s) => s.Apply(l));
        var after = before.Reappeared(new DrCapture { ContainerId = dr, HarnessId = harness, NetworkId = network, Volume = Manifest.Plan.Objects.Volume });
        Assert.All(Pairs(before, after).Where(p => p.Before.Step < 5 && !p.Before.Anonymous), p =>
        {
            var gone = p.Before.State is LedgerState.Removed or LedgerState.AlreadyAbsent;
            Assert.Equal(gone || p.Before.Open, p.After.Open);
            Assert.Equal(gone ? p.Before.Step switch { 1 => harness, 2 => dr, 4 => network, _ => p.Before.Id } : p.After.Id, p.After.Id);
        });
    });

    [Theory]
    [InlineData(ObjectKind.Container, "docker rm -f -v ID")]
    [InlineData(ObjectKind.Network, "docker network rm ID")]
    [InlineData(ObjectKind.Volume, "docker volume rm NAME")]
    [InlineData(ObjectKind.SecretFile, "shred -u NAME")]
    public void The_removal_command_names_the_one_object_by_its_id_where_it_has_one(ObjectKind kind, string command) =>
        Assert.Equal(command, RemovalCommand.For(kind, "NAME", "ID"));

    private static StepResult Answer(Ledger ledger, int step, OutcomeState[] states, int mask, string? id) => new()
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
        var ledger = Ledger.Begin(Manifest);
        foreach (var step in history)
        {
            var next = step.Apply(ledger);
            holds(ledger, next, step);
            ledger = next;
        }
    });

    private sealed record Step(string Kind, Func<Ledger, Ledger> Apply);
}
