namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>A row of the fault matrix: how many runs it gets, and the fault a seed draws.</summary>
internal sealed record FaultKind(string Id, string Words, int Quick, int Full, Func<Dice, Fault> Draw, bool KillsTheEngine = false);
