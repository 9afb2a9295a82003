namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>Everything a faulted run leaves to chance, drawn from its kind and seed, so that the same two draw the same again.</summary>
internal sealed class FaultDice
{
    private readonly Random random;

    public FaultDice(string kind, int seed)
    {
        Seed = seed;
        random = new Random(unchecked((int)Mixed(kind.Aggregate((uint)seed, (sum, letter) => (sum * 31) + letter))));
    }

    public int Seed { get; }

    public T Pick<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>Neighbouring seeds take neighbouring choices, so that a few runs in a row have seen them all.</summary>
    public T InTurn<T>(IReadOnlyList<T> of) => of[Seed % of.Count];

    /// <summary>The same for a second choice beside the first: it moves on when the first has been round.</summary>
    public T InTurn<T>(IReadOnlyList<T> of, int after) => of[Seed / after % of.Count];

    public TimeSpan UpTo(TimeSpan most) => most * random.NextDouble();

    /// <summary>Random begins much alike for seeds that are.</summary>
    private static uint Mixed(uint seed)
    {
        unchecked
        {
            seed = (seed ^ (seed >> 16)) * 0x7feb352d;
            seed = (seed ^ (seed >> 15)) * 0x846ca68b;
            return seed ^ (seed >> 16);
        }
    }
}
