namespace DotIuCutter.Temporal.Workflows.Contract.Runs;

/// <summary>
/// What nearly every activity is asked with: which run. All else (plan, exact names, ids, measurements) the activity reads from the run's own
/// files on its host, so that no message says what may be created, read or destroyed.
/// </summary>
public sealed record RunInput
{
    /// <summary>The run's key, the name of its evidence folder.</summary>
    public required string Run { get; init; }
}
