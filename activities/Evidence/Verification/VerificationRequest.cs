using DotIuCutter.Temporal.Activities.Evidence.Attestation;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>What is asked of a run's evidence, beyond that it is whole. A member that is null or false is not asked.</summary>
public sealed record VerificationRequest
{
    /// <summary>The key that must have signed it.</summary>
    public VerifyingKey? Key { get; init; }

    /// <summary>The run must have passed, and must have been cleanly closed.</summary>
    public bool RequirePass { get; init; }

    /// <summary>The commit that must have been rehearsed, 40 hex digits.</summary>
    public string? Commit { get; init; }

    /// <summary>The digest of the plan that must have been run, 64 hex digits.</summary>
    public string? PlanSha256 { get; init; }

    /// <summary>How long ago the run may have ended.</summary>
    public TimeSpan? MaxAge { get; init; }
}
