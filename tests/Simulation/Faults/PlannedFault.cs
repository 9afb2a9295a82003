namespace DotIuCutter.Temporal.Tests.Simulation.Faults;

/// <summary>A fault, and the attempt at which it strikes: the nth that the worker takes up of those whose type begins so.</summary>
internal sealed record PlannedFault(SimulatedFault Fault, string Prefix, int Nth)
{
    public override string ToString() => $"{Fault} at {(Prefix.Length == 0 ? "any" : Prefix)} {Nth}";
}
