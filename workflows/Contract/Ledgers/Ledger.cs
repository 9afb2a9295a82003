using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Workflows.Contract.Ledgers;

/// <summary>
/// What the run owns and what became of it: manifest in, every change a new ledger. An entry leaves the open ones only by being
/// removed, absent, not ours, or acknowledged by the operator.
/// </summary>
public sealed record Ledger
{
    public required IReadOnlyList<LedgerEntry> Entries { get; init; }

    public static Ledger Begin(Manifest manifest) => new()
    {
        Entries = [.. manifest.Objects.Select(o => new LedgerEntry { Kind = o.Kind, Name = o.Name, Step = o.Step, State = LedgerState.Planned })],
    };

    /// <summary>The object of this kind and name was made or adopted by the run.</summary>
    public Ledger Created(ObjectKind kind, string name, string? id) =>
        Change(e => e.Kind == kind && e.Name == name, e => e with { Id = id ?? e.Id, State = LedgerState.Present });

    /// <summary>C-04: ids of what is ours now, and the anonymous volumes that hang on it. An id once recorded is never replaced.</summary>
    public Ledger WithIdentities(DrCapture capture)
    {
        var ledger = this
            .Identified(ObjectKind.Container, TeardownStep.HarnessContainer, capture.HarnessId)
            .Identified(ObjectKind.Container, TeardownStep.DrContainer, capture.ContainerId)
            .Identified(ObjectKind.Network, TeardownStep.Network, capture.NetworkId)
            .Change(e => e.Kind == ObjectKind.Volume && e.Name == capture.Volume && e.Open, e => e with { State = LedgerState.Present });
        var known = ledger.Entries.Where(e => e.Anonymous).Select(e => e.Name).ToHashSet(StringComparer.Ordinal);
        var found = capture.AnonymousVolumes.Where(v => !known.Contains(v)).Distinct(StringComparer.Ordinal)
            .Select(v => new LedgerEntry { Kind = ObjectKind.Volume, Name = v, Step = TeardownStep.DrVolumes, Anonymous = true, State = LedgerState.Present });
        return ledger with { Entries = [.. ledger.Entries, .. found] };
    }

    /// <summary>
    /// C-04 before and after each walk: what is ours and there again is open again, under the id it has now. A create that was under way when
    /// its worker died can still take effect in Docker after teardown saw the name free.
    /// </summary>
    public Ledger Reappeared(DrCapture capture) => this
        .Reopened(ObjectKind.Container, TeardownStep.HarnessContainer, capture.HarnessId)
        .Reopened(ObjectKind.Container, TeardownStep.DrContainer, capture.ContainerId)
        .Reopened(ObjectKind.Network, TeardownStep.Network, capture.NetworkId)
        .Change(e => e is { Kind: ObjectKind.Volume, State: LedgerState.Removed or LedgerState.AlreadyAbsent } && e.Name == capture.Volume, e => e with { State = LedgerState.Present })
        .WithIdentities(capture);

    /// <summary>These entries in place of those of the same objects; an object that has none yet gets one.</summary>
    public Ledger WithEntries(IReadOnlyList<LedgerEntry> entries) => this with
    {
        Entries =
        [
            .. Entries.Select(e => entries.FirstOrDefault(changed => Same(changed, e)) ?? e),
            .. entries.Where(e => !Entries.Any(known => Same(known, e))),
        ],
    };

    /// <summary>A step that came to no answer: what it had to destroy is still there, as far as anyone knows.</summary>
    public Ledger WithFailure(TeardownStep step, string reason) => Change(
        e => e.Step == step && e.Open,
        e => e with { State = LedgerState.Failed, Reason = reason, Remedy = RemovalCommand.For(e.Kind, e.Name, e.Id) });

    public IReadOnlyList<LedgerEntry> In(TeardownStep step) => [.. Entries.Where(e => e.Step == step)];

    /// <summary>How many objects teardown still has to answer for.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Open => Entries.Count(e => e.Open);

    /// <summary>What a teardown step must still destroy.</summary>
    public IReadOnlyList<StepObject> OpenIn(TeardownStep step) =>
    [
        .. Entries.Where(e => e.Step == step && e.Open)
            .Select(e => new StepObject { Kind = e.Kind, Name = e.Name, Id = e.Id, Anonymous = e.Anonymous }),
    ];

    /// <summary>What a teardown step did to its objects.</summary>
    public Ledger WithOutcomes(StepResult result) => result.Objects.Aggregate(this, (ledger, o) => ledger.Change(
        e => e.Step == result.Step && e.Kind == o.Kind && e.Name == o.Name && e.Open,
        e => e with { Id = e.Id ?? o.Id, State = StateOf(o.State), Reason = o.Reason, Remedy = o.Remedy }));

    /// <summary>The operator answers for a residual, named exactly or by its 64-hex id. Anything that is not open stays as it is.</summary>
    public Ledger Acknowledge(string nameOrId, string reason) => Change(
        e => e.Open && (e.Name == nameOrId || e.Id == nameOrId),
        e => e with { State = LedgerState.Acknowledged, Reason = $"{e.Reason ?? "teardown could not destroy it"} Acknowledged: {reason}" });

    /// <summary>Objects still open after a walk: each blocks the end of teardown.</summary>
    public IReadOnlyList<Residual> Residuals() => [.. Entries.Where(e => e.Open).Select(ToResidual)];

    /// <summary>Residuals the operator acknowledged: the run is not cleanly closed.</summary>
    public IReadOnlyList<Residual> Acknowledged() => [.. Entries.Where(e => e.State == LedgerState.Acknowledged).Select(ToResidual)];

    private Ledger Identified(ObjectKind kind, TeardownStep step, string? id) => id is null
        ? this
        : Change(e => e.Kind == kind && e.Step == step && e.Open, e => e with { Id = e.Id ?? id, State = LedgerState.Present });

    private Ledger Reopened(ObjectKind kind, TeardownStep step, string? id) => id is null
        ? this
        : Change(e => e.Kind == kind && e.Step == step && e.State is (LedgerState.Removed or LedgerState.AlreadyAbsent), e => e with { Id = id, State = LedgerState.Present });

    private Ledger Change(Func<LedgerEntry, bool> which, Func<LedgerEntry, LedgerEntry> how) =>
        this with { Entries = [.. Entries.Select(e => which(e) ? how(e) : e)] };

    private static bool Same(LedgerEntry one, LedgerEntry other) => one.Step == other.Step && one.Kind == other.Kind && one.Name == other.Name;

    private static LedgerState StateOf(OutcomeState state) => state switch
    {
        OutcomeState.Removed => LedgerState.Removed,
        OutcomeState.AlreadyAbsent => LedgerState.AlreadyAbsent,
        OutcomeState.NotOurs => LedgerState.NotOurs,
        OutcomeState.Failed => LedgerState.Failed,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not an outcome"),
    };

    private static Residual ToResidual(LedgerEntry e) => new()
    {
        Kind = e.Kind,
        Name = e.Name,
        Id = e.Id,
        Reason = e.Reason ?? "teardown has not come to it",
        Remedy = e.Remedy ?? RemovalCommand.For(e.Kind, e.Name, e.Id),
        Acknowledged = e.State == LedgerState.Acknowledged ? e.Reason : null,
    };
}
