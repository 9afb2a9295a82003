namespace DotIuCutter.Temporal.Tests.Simulation.Server;

/// <summary>The one source of chance of a history (SplitMix64): the same seed gives the same history on every machine and runtime.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }

    /// <summary>0 to <paramref name="below"/> less one.</summary>
    public int Below(int below) => (int)(Next() % (ulong)below);

    public bool Chance(int percent) => Below(100) < percent;

    public T Of<T>(params ReadOnlySpan<T> values) => values[Below(values.Length)];

    /// <summary>Evenly between the two, to the millisecond.</summary>
    public TimeSpan Between(double fromSeconds, double toSeconds) =>
        TimeSpan.FromMilliseconds((fromSeconds * 1000) + Below(Math.Max(1, (int)((toSeconds - fromSeconds) * 1000))));

    /// <summary>64 hex digits, as Docker's ids.</summary>
    public string Id() => $"{Next():x16}{Next():x16}{Next():x16}{Next():x16}";
}
