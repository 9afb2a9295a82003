using System.Globalization;
using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>What eng/faults asks for, by environment; a plain test run gets the smoke set.</summary>
internal sealed record FaultSettings
{
    public static FaultSettings Current { get; } = FromEnvironment(Environment.GetEnvironmentVariable);

    /// <summary>DRYRUN_FAULTS_SET: <c>smoke</c>, <c>quick</c> or <c>full</c>.</summary>
    public required FaultSet Set { get; init; }

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

    /// <summary>Results, the table, and all there is of every failed run. Each set has its own folder, so that a short run keeps the results of a long one.</summary>
    public static string Folder => Repository.File($"artifacts/faults/{Current.Set.ToString().ToLowerInvariant()}");

    private static FaultSettings FromEnvironment(Func<string, string?> variable) => new()
    {
        Set = variable("DRYRUN_FAULTS_SET") is { Length: > 0 } set ? Enum.Parse<FaultSet>(set, ignoreCase: true) : FaultSet.Smoke,
        Only = (variable("DRYRUN_FAULTS_ONLY") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        Seed = Number(variable("DRYRUN_FAULTS_SEED")) ?? 0,
        Runs = Number(variable("DRYRUN_FAULTS_RUNS")),
        Lanes = Number(variable("DRYRUN_FAULTS_LANES")) ?? 2,
        Resume = variable("DRYRUN_FAULTS_RESUME") == "1",
        EngineMayDie = variable("DRYRUN_FAULTS_ENGINE") == "1",
    };

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
