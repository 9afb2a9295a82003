using DotIuCutter.Temporal.Workflows.Contract.Manifests;

namespace DotIuCutter.Temporal.Activities.Postgres;

/// <summary>By what name PostgreSQL lists the sessions of a run. At most 63 bytes, or the server would cut the nonce off.</summary>
internal static class ApplicationName
{
    /// <summary>The worker's own sessions on the DR; never part of the SQL trace.</summary>
    public const string Worker = "dryrun-worker";

    /// <summary>Statements of a scenario that the worker runs; part of the SQL trace like a harness's.</summary>
    public const string Scenario = "dryrun-scenario";

    private const int LongestPlan = 38;

    /// <summary>Queries on production.</summary>
    public static string Reader(RunRef run) =>
        $"dryrun-{(run.Plan.Length > LongestPlan ? run.Plan[..LongestPlan] : run.Plan)}-{RunNonce.Prefix(run.Nonce)}";

    /// <summary>pg_dump on production.</summary>
    public static string Dump(RunRef run) => $"{Reader(run)}-dump";
}
