namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>
/// A row of the fault matrix, and the fault that a seed draws. <paramref name="Smoke"/> are the seeds of the smoke set: one for each thing
/// that no end-to-end test does. <paramref name="Quick"/> and <paramref name="Full"/> are numbers of runs, with seeds in a row.
/// </summary>
internal sealed record FaultKind(string Id, string Words, int[] Smoke, int Quick, int Full, Func<FaultDice, Fault> Draw, bool KillsTheEngine = false)
{
    /// <summary>The seeds of a set, counted from the first seed that was asked for.</summary>
    public IEnumerable<int> Seeds(FaultSet set) => set switch
    {
        FaultSet.Smoke => Smoke,
        FaultSet.Quick => Enumerable.Range(0, Quick),
        FaultSet.Full => Enumerable.Range(0, Full),
        _ => throw new ArgumentOutOfRangeException(nameof(set), set, "No such set of faults."),
    };
}
