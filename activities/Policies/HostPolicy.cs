using DotIuCutter.Temporal.Workflows.Policies;

namespace DotIuCutter.Temporal.Activities.Policies;

/// <summary>A policy's file as it was read: the policy, or why it cannot be gone by. Never both.</summary>
public sealed record HostPolicy
{
    /// <summary>As it was given.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file's bytes; absent where they were not read.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Present when there is no problem.</summary>
    public Policy? Policy { get; init; }

    /// <summary>What is wrong, what was expected and what to do, in sentences; every problem of the document, one a line.</summary>
    public string? Problem { get; init; }
}
