using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;

namespace DotIuCutter.Temporal.Activities.Evidence.Reports;

/// <summary>What a report claims and what it does not, and how its reader sees who signed it. Pure.</summary>
internal static class ReportScope
{
    /// <summary>The claims, worst or weakest left out: a report claims only what its verdicts say.</summary>
    public static string Claimed(Report report)
    {
        var (summary, verdicts) = (report.Summary, report.Summary.Verdicts);
        string[] claims =
        [
            .. verdicts.Scenarios == ScenarioVerdict.Pass ? (string[])["every scenario had exactly the effect that the plan declares, on a copy of production"] : [],
            .. !Headline.NothingCreated(summary) && verdicts.Teardown == TeardownVerdict.Clean ? (string[])["nothing of the run was left"] : [],
            .. Headline.NothingCreated(summary) ? (string[])["nothing was created"] : [],
            .. verdicts.Invariants == InvariantVerdict.Held ? (string[])["nothing protected was touched"] : [],
        ];
        return claims.Length == 0 ? "Nothing: see the findings." : $"{char.ToUpperInvariant(claims[0][0])}{string.Join("; ", claims)[1..]}.";
    }

    public static string NotClaimed(Report report) =>
        (report.Summary.Verdicts.Scenarios == ScenarioVerdict.Pass ? "" : "That the code does what the plan declares. ")
        + "How long it takes in production, and how it meets production's load, hardware, replicas and concurrent sessions. "
        + "What code does that sets out to defeat the proof: it has the rights of a superuser in the copy."
        + (report.Code?.Missing is { } missing ? $" What the commit only points to, since it was not there: {missing}." : "");

    /// <summary>The report is written before it is signed, so it can only say where the signature is.</summary>
    public static string Signature => "The key id is in attestation.intoto.json beside this file; without that file the report is not signed. Check it with `dryrun verify DIR --key PUBLIC-KEY`.";
}
