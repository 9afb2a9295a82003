using DotIuCutter.Temporal.Tests.Faults.Kinds;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>The fault matrix. Seeds in a row go through the variants of a kind in turn.</summary>
internal static class FaultCatalogue
{
    private static readonly Func<Dice, Fault>[] Adversaries =
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

    private static readonly Func<Dice, Fault>[] Productions = [d => new PausedProduction(d), d => new MissingGrant(d), _ => new LockedTable()];

    private static readonly Func<Dice, Fault>[] Stops =
    [
        d => new StoppedRun(Stop.Abort, d),
        d => new StoppedRun(Stop.Cancel, d),
        d => new StoppedRun(Stop.Terminate, d),
        d => new StoppedRun(Stop.TerminateTeardown, d),
        d => new StoppedRun(Stop.Abort, d),
        d => new StoppedRun(Stop.Cancel, d),
        d => new StoppedRun(Stop.Terminate, d),
        _ => new ForeignEndpoint(AtPark.Acknowledge),
    ];

    /// <summary>Those that can be told apart when two of them strike one run.</summary>
    private static readonly Func<Dice, Fault>[] Together =
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
        new("F1", "kill -9 of the worker before, in and after a step", 15, 96, d => new KilledWorker(d)),
        new("F2", "SIGSTOP of the worker, another takes over, SIGCONT", 4, 18, d => new StoppedWorker(d)),
        new("F5", "kill -9 of Temporal on SQLite", 4, 64, d => new KilledTemporalServer(d)),
        new("F8", "Docker's API answers wrongly, late or not at all", 12, 108, d => new MeddledEngine(d)),
        new("F9", "kill -9 of the DR in a scenario", 2, 12, _ => new KilledDr()),
        new("F10", "production paused, locked, lacking a grant", 3, 12, d => d.InTurn(Productions)(d)),
        new("F11", "disk under $WD full", 1, 6, d => new FullDisk(d)),
        new("F12", "adversaries", 9, 18, d => d.InTurn(Adversaries)(d)),
        new("F13", "abort, cancel, terminate, retry, acknowledge", 8, 85, d => d.InTurn(Stops)(d)),
        new("F16", "two faults in one run", 4, 300, Two),
    ];

    public static Fault Draw(string kind, Dice dice) => Kinds.Single(k => k.Id == kind).Draw(dice);

    public static string Words(string kind) => Kinds.Single(k => k.Id == kind).Words;

    private static BothAtOnce Two(Dice dice)
    {
        var first = dice.InTurn(Together);
        return new BothAtOnce(first(dice), dice.Pick([.. Together.Where(other => other != first)])(dice));
    }
}
