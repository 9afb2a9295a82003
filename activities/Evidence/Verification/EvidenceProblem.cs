namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>A file or a claim in a folder of evidence that is wrong.</summary>
/// <param name="Subject">The file, or the claim.</param>
/// <param name="Expected">What would be right.</param>
/// <param name="Found">What is there.</param>
public sealed record EvidenceProblem(string Subject, string Expected, string Found)
{
    /// <summary>The finding about a file that is missing.</summary>
    public const string NoSuchFile = "no such file";

    public override string ToString() => Found == NoSuchFile
        ? $"{Subject} is missing: expected {Expected}"
        : $"{Subject}: expected {Expected}, found {Found}";
}
