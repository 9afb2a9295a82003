namespace DotIuCutter.Temporal.Activities.Evidence.Verification;

/// <summary>Something in a folder of evidence that is not what it says.</summary>
/// <param name="Subject">The file, or the claim.</param>
/// <param name="Expected">What would be right.</param>
/// <param name="Found">What is there.</param>
public sealed record EvidenceProblem(string Subject, string Expected, string Found)
{
    public override string ToString() => $"{Subject}: expected {Expected}, found {Found}";
}
