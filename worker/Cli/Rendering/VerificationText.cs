using DotIuCutter.Temporal.Activities.Evidence.Verification;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Worker.Cli.Rendering;

/// <summary>The result of <c>dryrun verify</c> in lines. The last one says what was verified, and what was not asked.</summary>
internal static class VerificationText
{
    public static IEnumerable<string> Describe(string path, VerificationRequest request, VerificationResult result) =>
    [
        .. result.Holds.Select(claim => $"ok    {claim}"),
        .. result.Problems.Select(problem => $"WRONG {problem}"),
        .. result.Unmet.Select(condition => $"UNMET {condition}"),
        Last(path, request, result),
    ];

    private static string Last(string path, VerificationRequest request, VerificationResult result) => result switch
    {
        { Problems.Count: > 0 and var wrong } => $"Evidence '{path}' is not to be trusted: {Things(wrong)} wrong.{Missing(result)}",
        { Unmet.Count: > 0 } => $"NOT verified: the evidence is whole, but not of the run that was asked for. {NotAsked(request, result)}",
        _ => $"Verified: {string.Join(", ", Verified(request, result))}. {NotAsked(request, result)}",
    };

    private static string Things(int count) => count == 1 ? "1 thing is" : $"{count} things are";

    private static string Missing(VerificationResult result) => result.Missing is { Count: > 0 } missing
        ? $" Missing: {string.Join(", ", missing)}. Copy the whole folder, with its subfolders."
        : "";

    private static IEnumerable<string> Verified(VerificationRequest request, VerificationResult result)
    {
        yield return "files unchanged";
        if (result.SignedBy is { } key)
        {
            yield return $"signature of key {key}";
        }

        if (request.RequirePass)
        {
            yield return $"verdict {Verdict(result)}";
        }

        if (request.Commit is not null)
        {
            yield return "commit";
        }

        if (request.PlanSha256 is not null)
        {
            yield return "plan digest";
        }

        if (request.MaxAge is not null)
        {
            yield return "age";
        }
    }

    private static string NotAsked(VerificationRequest request, VerificationResult result)
    {
        (bool Asked, string What)[] conditions =
        [
            (request.Key is not null, "signature"),
            (request.RequirePass, $"a pass (the run ended {Verdict(result)}, exit code {result.Summary?.ExitCode})"),
            (request.Commit is not null, "commit"),
            (request.PlanSha256 is not null, "plan digest"),
            (request.MaxAge is not null, "age"),
        ];
        var open = conditions.Where(c => !c.Asked).Select(c => c.What).ToList();
        return $"Not asked: {(open.Count == 0 ? "nothing" : string.Join(", ", open))}.";
    }

    private static string Verdict(VerificationResult result) => result.Summary is { } summary ? VerdictText.Describe(summary.Verdicts) : "without a report";
}
