namespace DotIuCutter.Temporal.Workflows.Scenarios;

/// <summary>How the code of a scenario came to its end.</summary>
public enum ScenarioEnd
{
    Finished,
    TimedOut,

    /// <summary>The code may or may not have run; a fresh scenario is run again on a new clone.</summary>
    Unknown,

    /// <summary>It was not started, since something that is not the run's stands under the harness's name.</summary>
    Refused,
}
