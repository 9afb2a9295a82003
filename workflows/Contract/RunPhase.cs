namespace DotIuCutter.Temporal.Workflows.Contract;

/// <summary>The values of the search attribute <c>DryRunPhase</c>, as written.</summary>
public enum RunPhase
{
    Preflight,
    Provision,
    Scenarios,
    Teardown,

    /// <summary>Teardown left residuals and waits for <c>retry</c>, <c>acknowledge</c> or its timer.</summary>
    TeardownStuck,
    Closure,
    Closed,
}
