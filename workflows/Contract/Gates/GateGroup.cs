namespace DotIuCutter.Temporal.Workflows.Contract.Gates;

/// <summary>What a gate guards, and so what its red answer means.</summary>
public enum GateGroup
{
    /// <summary>Read before anything exists.</summary>
    Preflight,

    /// <summary>The DR is what was created, is not production, and holds a faithful copy.</summary>
    Identity,

    /// <summary>What one scenario did.</summary>
    Scenario,

    /// <summary>Nothing of the run is left.</summary>
    Teardown,

    /// <summary>Nothing protected was touched.</summary>
    Invariant,
}
