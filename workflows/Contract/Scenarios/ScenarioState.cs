namespace DotIuCutter.Temporal.Workflows.Contract.Scenarios;

/// <summary>Where a scenario is on its way.</summary>
public enum ScenarioState
{
    NotStarted,
    Running,
    Passed,
    Failed,

    /// <summary>The run was stopped while it ran: nothing is claimed of it.</summary>
    Interrupted,
}
