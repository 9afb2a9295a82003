namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>Asks for a plan to be accepted as a new run.</summary>
public sealed record PlanCheck
{
    /// <summary>The DryRun workflow's id.</summary>
    public required string WorkflowId { get; init; }

    /// <summary>32 hex digits, drawn for this run.</summary>
    public required string Nonce { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The plan's name; absent where the run was started with a document, which the activity reads from the run's first event.</summary>
    public string? Plan { get; init; }

    /// <summary>The approved digest; absent where any valid plan of that name is accepted.</summary>
    public string? PlanSha256 { get; init; }
}
