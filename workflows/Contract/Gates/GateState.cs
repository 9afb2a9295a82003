namespace DotIuCutter.Temporal.Workflows.Contract.Gates;

/// <summary>What a gate answered.</summary>
public enum GateState
{
    Green,
    Red,

    /// <summary>The gate could not be read. Nothing is claimed either way.</summary>
    Unknown,
}
