namespace DotIuCutter.Temporal.Workflows.Policies.Judgement;

/// <summary>Whether a plan is accepted at all.</summary>
internal static class OriginJudge
{
    private const string Subject = "the plan";

    public static IEnumerable<PolicyFinding> Judge(PlanOrigins accepted, PlanOrigin origin)
    {
        if (accepted.Any || (accepted.InDirectory && origin.InDirectory) || accepted.Digests.Contains(origin.Sha256, StringComparer.Ordinal))
        {
            yield break;
        }

        var digests = accepted.Digests.Count;
        yield return new PolicyFinding
        {
            Line = "plans",
            Subject = Subject,
            Expected = (accepted.InDirectory, digests) switch
            {
                (true, 0) => "a plan of the worker's plan directory",
                (true, _) => $"a plan of the worker's plan directory, or one of the {digests} listed digests",
                (false, 0) => "none: no plan is accepted",
                (false, 1) => $"the plan of the listed digest {accepted.Digests[0]}",
                _ => $"a plan of one of the {digests} listed digests",
            },
            Found = Found(origin),
            Remedy = accepted.InDirectory
                ? "Put it into the plan directory, or have its digest listed in the policy's plans.digests"
                : "Start a plan that is accepted, or have this one's digest listed in the policy's plans.digests",
        };
    }

    public static IEnumerable<PolicyFinding> WithoutPolicy(PlanOrigin origin)
    {
        if (!origin.InDirectory)
        {
            yield return new PolicyFinding
            {
                Line = "no policy",
                Subject = Subject,
                Expected = "a plan of the worker's plan directory, since DRYRUN_POLICY is not set",
                Found = Found(origin),
                Remedy = "Put it into the plan directory, or set DRYRUN_POLICY to a policy that accepts it; `dryrun policy suggest PLAN` prints one",
            };
        }
    }

    private static string Found(PlanOrigin origin) => $"of sha256 {origin.Sha256}, which is {(origin.InDirectory ? "in the plan directory" : "not in the plan directory")}";
}
