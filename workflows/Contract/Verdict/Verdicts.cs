namespace DotIuCutter.Temporal.Workflows.Contract.Verdict;

/// <summary>Three verdicts, never merged into one.</summary>
public sealed record Verdicts
{
    public required ScenarioVerdict Scenarios { get; init; }

    public required TeardownVerdict Teardown { get; init; }

    public required InvariantVerdict Invariants { get; init; }
}

public enum ScenarioVerdict
{
    Pass,
    Fail,
    NotRun,
}

public enum TeardownVerdict
{
    Clean,
    Residuals,
}

public enum InvariantVerdict
{
    Held,
    Violated,

    /// <summary>Could not be looked at, or was never looked at since nothing existed that could have violated it.</summary>
    Unknown,
}
