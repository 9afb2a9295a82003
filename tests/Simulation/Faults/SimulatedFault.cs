namespace DotIuCutter.Temporal.Tests.Simulation.Faults;

/// <summary>What can go wrong, or be done by somebody, at a decision point.</summary>
internal enum SimulatedFault
{
    // What becomes of one attempt of an activity.
    FailsBefore,
    FailsAfter,
    FailsForGood,
    FailsOnAndOn,
    AnswerLost,
    Slow,
    Frozen,
    Hangs,
    KilledBefore,
    KilledAfter,
    DaemonFinishesLater,
    RedGate,
    ScenarioFails,
    ScenarioTimesOut,
    ScenarioUnknown,

    // What an operator does meanwhile.
    Abort,
    AbortByUpdate,
    Cancel,
    Terminate,
    TerminateAndStartAgain,
    CancelGuard,
    TerminateGuard,
    TerminateBoth,
    Retry,
    Acknowledge,
    Garbage,

    // What foreigners and time do meanwhile.
    WorkerKilled,
    NameTaken,
    Swapped,
    Vanished,
    NetworkTwin,
    Endpoint,
    VolumeUser,
    Unrelated,
    ProtectedRestarted,
    WatchedRestarted,
    ProductionRestarted,
    ProductionReplaced,
    CodeChanged,
    LongHistory,
}
