using System.Globalization;
using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>What eng/faults asks for, by environment; a plain test run gets the quick set.</summary>
internal sealed record FaultSettings
{
    public static FaultSettings Current { get; } = FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>DRYRUN_FAULTS_FULL: the whole matrix instead of the quick set.</summary>
    public required bool Full { get; init; }

    /// <summary>DRYRUN_FAULTS_ONLY: kinds by comma, such as <c>F3</c>; absent for all.</summary>
    public required IReadOnlyList<string> Only { get; init; }

    /// <summary>DRYRUN_FAULTS_SEED: the first seed of every kind.</summary>
    public required int Seed { get; init; }

    /// <summary>DRYRUN_FAULTS_RUNS: runs of every kind; absent for the set's own number.</summary>
    public int? Runs { get; init; }

    /// <summary>DRYRUN_FAULTS_LANES: how many runs at a time.</summary>
    public required int Lanes { get; init; }

    /// <summary>DRYRUN_FAULTS_RESUME: runs that are in the results as passed are not run again.</summary>
    public required bool Resume { get; init; }

    /// <summary>DRYRUN_FAULTS_ENGINE: the engine itself may be killed and stopped.</summary>
    public required bool EngineMayDie { get; init; }

    /// <summary>Results, the table, and all there is of every failed run. The whole matrix takes hours and has its own, which no shorter run starts over.</summary>
    public static string Folder => Repository.File($"artifacts/faults/{(Current.Full ? "full" : "quick")}");

    private static FaultSettings FromEnvironment(Func<string, string?> variable) => new()
    {
        Full = variable("DRYRUN_FAULTS_FULL") == "1",
        Only = (variable("DRYRUN_FAULTS_ONLY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Seed = Number(variable("DRYRUN_FAULTS_SEED")) ?? 0,
        Runs = Number(variable("DRYRUN_FAULTS_RUNS")),
        Lanes = Number(variable("DRYRUN_FAULTS_LANES")) ?? 2,
        Resume = variable("DRYRUN_FAULTS_RESUME") == "1",
        EngineMayDie = variable("DRYRUN_FAULTS_ENGINE") == "1",
    };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
