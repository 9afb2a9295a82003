namespace DotIuCutter.Temporal.Tests.Faults.Kinds;

/// <summary>The ways an operator ends a run.</summary>
internal enum Stop
{
    Abort,
    Cancel,
    Terminate,

    /// <summary>Of the teardown, not of the run: the run must start another.</summary>
    TerminateTeardown,
}
