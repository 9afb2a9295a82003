namespace DotIuCutter.Temporal.Tests.Simulation.World;

/// <summary>An invariant does not hold.</summary>
internal sealed class Violation(string message) : Exception(message)
{
    public static void When(bool broken, string message)
    {
        if (broken)
        {
            throw new Violation(message);
        }
    }
}
