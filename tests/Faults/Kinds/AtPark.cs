namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>What the operator does with a parked teardown.</summary>
internal enum AtPark
{
    Retry,
    Acknowledge,
}
