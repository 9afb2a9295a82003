using System.Collections;

namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>Which runs there are, in order: kind by kind, each with seeds in a row.</summary>
internal sealed class FaultSchedule : IEnumerable<(string Kind, int Seed)>
{
    private readonly IReadOnlyList<(string Kind, int Seed)> runs;

    private FaultSchedule(IReadOnlyList<(string Kind, int Seed)> runs) => this.runs = runs;

    public static FaultSchedule Of(FaultSettings settings) => new(
    [
        .. from kind in FaultCatalogue.Kinds
           where (settings.Only.Count == 0 || settings.Only.Contains(kind.Id, StringComparer.OrdinalIgnoreCase)) && (!kind.KillsTheEngine || (settings.EngineMayDie && (settings.Set == FaultSet.Full || settings.Only.Count > 0)))
           from number in settings.Runs is { } runs ? Enumerable.Range(0, runs) : kind.Seeds(settings.Set)
           select (kind.Id, settings.Seed + number),
    ]);

    /// <summary>A run and those that may go on beside it, none beside one that kills the engine.</summary>
    public IEnumerable<(string Kind, int Seed)> Together(string kind, int seed, int lanes) =>
        runs.SkipWhile(r => r != (kind, seed)).Take(lanes).TakeWhile((r, i) => i == 0 || !(FaultCatalogue.KillsTheEngine(kind) || FaultCatalogue.KillsTheEngine(r.Kind)));

    public IEnumerator<(string Kind, int Seed)> GetEnumerator() => runs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
