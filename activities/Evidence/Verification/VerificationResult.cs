using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>What came of checking a folder of evidence.</summary>
public sealed record VerificationResult
{
    /// <summary>What was looked at and holds, in words, in the order it was looked at.</summary>
    public required IReadOnlyList<string> Holds { get; init; }

    /// <summary>Empty when everything does.</summary>
    public required IReadOnlyList<EvidenceProblem> Problems { get; init; }

    /// <summary>Absent when report.json cannot be read.</summary>
    public ClosureSummary? Summary { get; init; }

    /// <summary>Id of the key whose signature was found; absent where none was asked for, or none fits.</summary>
    public string? SignedBy { get; init; }
}
