namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>What an operator can say to a run.</summary>
internal enum Stop
{
    Abort,
    Cancel,
    Terminate,

    /// <summary>Of the teardown, not of the run: the run must start another.</summary>
    TerminateTeardown,

    /// <summary>Where nothing is parked: it changes nothing.</summary>
    Retry,

    /// <summary>Of an object that is not left behind: it changes nothing.</summary>
    Acknowledge,
}
