namespace DotIuCutter.Temporal.Workflows.Contract.Ledgers;

/// <summary>What is known of one object of a run.</summary>
public enum LedgerState
{
    /// <summary>In the manifest; whether it exists is not known yet.</summary>
    Planned,

    /// <summary>Seen, and ours.</summary>
    Present,

    /// <summary>Destroyed by this run's teardown.</summary>
    Removed,

    /// <summary>Teardown found it absent.</summary>
    AlreadyAbsent,

    /// <summary>The name carries something that is not ours: left alone.</summary>
    NotOurs,

    /// <summary>Teardown could not destroy it: a residual.</summary>
    Failed,

    /// <summary>A residual the operator took over with <c>acknowledge</c>.</summary>
    Acknowledged,
}
