namespace DotIuCutter.Temporal.Tests.Faults;

/// <summary>How many faulted runs there are.</summary>
internal enum FaultSet
{
    /// <summary>What every change has to pass.</summary>
    Smoke,

    /// <summary>About 60 runs: what a release has to pass.</summary>
    Quick,

    /// <summary>The whole matrix, which takes hours.</summary>
    Full,
}
