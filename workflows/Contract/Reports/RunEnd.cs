namespace DotIuCutter.Temporal.Workflows.Contract.Reports;

/// <summary>How the forward part of a run (everything before teardown) came to its end.</summary>
public enum RunEnd
{
    /// <summary>Every scenario ran, or the first red gate of one stopped the sequence (L1).</summary>
    Finished,

    /// <summary>A gate of preflight or identity was red (L2).</summary>
    Refused,

    /// <summary>The operator's <c>abort</c>.</summary>
    Aborted,

    /// <summary>Temporal's own cancel.</summary>
    Cancelled,

    /// <summary>An activity failed for good: neither a finding nor something a retry mends.</summary>
    Faulted,
}
