using DotIuCutter.Temporal.Workflows.Contract.Reports;

namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>The result of checking a folder of evidence.</summary>
public sealed record VerificationResult
{
    /// <summary>The checks that hold, in words, in the order they were made.</summary>
    public required IReadOnlyList<string> Holds { get; init; }

    /// <summary>What is wrong with the evidence; empty when nothing is.</summary>
    public required IReadOnlyList<EvidenceProblem> Problems { get; init; }

    /// <summary>The conditions that were asked and are not met; empty when all are.</summary>
    public IReadOnlyList<EvidenceProblem> Unmet { get; init; } = [];

    /// <summary>Absent when report.json cannot be read.</summary>
    public ClosureSummary? Summary { get; init; }

    /// <summary>The id of the key whose signature was found; absent when none was asked for, or none fits.</summary>
    public string? SignedBy { get; init; }

    /// <summary>True when the evidence is whole and the run is what was asked for.</summary>
    public bool Verified => Problems.Count == 0 && Unmet.Count == 0;

    /// <summary>The files that are missing, by path relative to the folder.</summary>
    public IReadOnlyList<string> Missing => [.. Problems.Where(p => p.Found == EvidenceProblem.NoSuchFile).Select(p => p.Subject).Distinct(StringComparer.Ordinal)];
}
