namespace DotIuCutter.Temporal.Tests.Doubles;

/// <summary>The engine says no, with the status of its API.</summary>
internal sealed class EngineRefusedException(int status, string reason, string? remedy = null) : Exception(reason)
{
    public int Status { get; } = status;

    /// <summary>What a test wants to be told as the remedy; by default the product's own command.</summary>
    public string? Remedy { get; } = remedy;
}
