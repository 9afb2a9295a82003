namespace DotIuCutter.Temporal.Workflows.Contract.Ledgers;

/// <summary>How a teardown step left an object.</summary>
public enum OutcomeState
{
    Removed,
    AlreadyAbsent,

    /// <summary>The name carries something that is not the run's: left alone.</summary>
    NotOurs,

    /// <summary>It is still there: a residual.</summary>
    Failed,
}
