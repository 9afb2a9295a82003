using DotIuCutter.Temporal.Tests.Faults.Kinds;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>The fault matrix. Seeds in a row go through the variants of a kind in turn.</summary>
internal static class FaultCatalogue
{
    private static readonly Func<FaultDice, Fault>[] Adversaries =
    [
        _ => new NameTakenBefore("container"),
        d => new SwappedObject(d),
        _ => new ForeignEndpoint(AtPark.Retry),
        _ => new ForeignVolumeUser(),
        _ => new HexNames(),
        _ => new PlantedSymlinks(),
        _ => new ArmedDatabase(),
        _ => new NameTakenBefore("volume"),
        _ => new NameTakenBefore("network"),
    ];

    private static readonly Func<FaultDice, Fault>[] Productions = [d => new PausedProduction(d), d => new MissingGrant(d), _ => new LockedTable()];

    private static readonly Func<FaultDice, Fault>[] Stops =
    [
        d => new StoppedRun(Stop.Abort, d),
        d => new StoppedRun(Stop.Cancel, d),
        d => new StoppedRun(Stop.Terminate, d),
        d => new StoppedRun(Stop.TerminateTeardown, d),
        d => new StoppedRun(Stop.Terminate, d),
        d => new StoppedRun(Stop.Retry, d),
        _ => new ForeignEndpoint(AtPark.Acknowledge),
        d => new StoppedRun(Stop.Acknowledge, d),
    ];

    /// <summary>Those that can be told apart when several of them strike one run.</summary>
    private static readonly Func<FaultDice, Fault>[] Combinable =
    [
        d => new KilledWorker(d),
        d => new MeddledEngine(d),
        d => new StoppedRun(Stop.Abort, d),
        d => new StoppedWorker(d),
        _ => new KilledDr(),
        d => new StoppedRun(Stop.Terminate, d),
    ];

    public static IReadOnlyList<FaultKind> Kinds { get; } =
    [
        new("F1", "kill -9 of the worker before, in and after a step", [0], 12, 96, d => new KilledWorker(d)),
        new("F2", "SIGSTOP of the worker, another takes over, SIGCONT", [0], 4, 18, d => new StoppedWorker(d)),
        new("F3", "kill -9 of dockerd with live-restore", [], 0, 54, d => new KilledEngine(d, liveRestore: true), KillsTheEngine: true),
        new("F3b", "kill -9 of dockerd without live-restore", [], 0, 6, d => new KilledEngine(d, liveRestore: false), KillsTheEngine: true),
        new("F4", "SIGSTOP of dockerd for 3 and 40 s", [], 0, 18, d => new StoppedEngine(d), KillsTheEngine: true),
        new("F5", "kill -9 of Temporal on SQLite", [0], 4, 32, d => new KilledTemporalServer(d, KilledTemporalServer.Victim.OnSqlite)),
        new("F5b", "kill -9 of Temporal on PostgreSQL", [], 0, 32, d => new KilledTemporalServer(d, KilledTemporalServer.Victim.OnPostgres)),
        new("F6", "kill -9 of the PostgreSQL behind Temporal", [], 0, 32, d => new KilledTemporalServer(d, KilledTemporalServer.Victim.PostgresItself)),
        new("F7", "1, 5 and 10 % of Temporal's calls to its database fail", [], 0, 60, d => new FaultyPersistence(d)),
        new("F8", "Docker's API answers wrongly, late or not at all", [0, 3, 6, 9], 12, 108, d => new MeddledEngine(d)),
        new("F9", "kill -9 of the DR, out of memory", [1], 2, 12, d => d.InTurn<Func<Fault>>([() => new KilledDr(), () => new OutOfMemory()])()),
        new("F10", "production paused, locked, lacking a grant", [1], 3, 12, d => d.InTurn(Productions)(d)),
        new("F11", "disk under $WD full", [], 1, 6, d => new FullDisk(d)),
        new("F12", "adversaries", [3, 4, 5, 6], 9, 18, d => d.InTurn(Adversaries)(d)),
        new("F13", "abort, cancel, terminate, retry, acknowledge", [3], 8, 84, d => d.InTurn(Stops)(d)),
        new("F14", "the worker's clock jumps an hour", [], 0, 6, d => new MovedClock(d)),
        new("F16", "two or three faults in one run", [], 2, 300, SeveralIn),
    ];

    public static Fault Draw(string kind, FaultDice dice) => Kinds.Single(k => k.Id == kind).Draw(dice);

    public static bool KillsTheEngine(string kind) => Kinds.Single(k => k.Id == kind).KillsTheEngine;

    /// <summary>Its place in the matrix.</summary>
    public static int Place(string kind) => Kinds.Select(k => k.Id).ToList().IndexOf(kind);

    public static string Words(string kind) => Kinds.Single(k => k.Id == kind).Words;

    /// <summary>Three in every third run.</summary>
    private static Together SeveralIn(FaultDice dice)
    {
        var makers = new List<Func<FaultDice, Fault>> { dice.InTurn(Combinable) };
        while (makers.Count < (dice.Seed % 3 == 2 ? 3 : 2))
        {
            makers.Add(dice.Pick([.. Combinable.Except(makers)]));
        }

        return new Together([.. makers.Select(m => m(dice))]);
    }
}
