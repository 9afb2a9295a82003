namespace DotIuCutter.Temporal.Tests.Faults.Witnesses;

/// <summary>One container, volume, network or image. Two sightings that are equal saw the same thing, untouched.</summary>
internal sealed record StandingObject(string Kind, string Name, string Seen);
