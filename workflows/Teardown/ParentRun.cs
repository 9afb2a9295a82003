namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>One run of the <c>DryRun</c> workflow that a guard stands beside.</summary>
public sealed record ParentRun
{
    public required string WorkflowId { get; init; }

    /// <summary>Temporal's run id: a reset begins another run under the same workflow id.</summary>
    public required string RunId { get; init; }
}
