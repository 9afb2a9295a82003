using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules.Production;

/// <summary>
/// A retained dump, and one that is used again, lies apart from $WD, the secrets and the code tree, and its key is named, never written. The one
/// that is used again is named by its whole SHA-256, 64 lower-case hex digits, and is not retained a second time.
/// </summary>
internal static class RetainDumpRule
{
    public static IEnumerable<Finding> Check(Plan plan) =>
    [
        .. plan.RetainDump is { } retain ? Key("$.retainDump.key", retain.Key) : [],
        .. plan.ReuseDump is { } reuse ? [.. Key("$.reuseDump.key", reuse.Key), .. Digest(reuse.Sha256), .. Twice(plan)] : Array.Empty<Finding>(),
        .. PlanPath.Retained(plan).SelectMany(r => Apart(plan).Select(a => r.Overlaps(a, "must lie apart from it", "Choose a directory of its own"))).OfType<Finding>(),
    ];

    private static IEnumerable<PlanPath> Apart(Plan plan) => [PlanPath.WorkDirectory(plan), PlanPath.Secrets(plan), PlanPath.Repository(plan)];

    private static IEnumerable<Finding> Key(string at, string key)
    {
        if (!Grammar.FileName.Matches(key))
        {
            // Not shown: someone may have put the key itself here.
            yield return Finding.At(at, "set", $"must be a key's name, of the form {Grammar.FileName.Form}", "Give the name of a file in the worker's keys directory");
        }
    }

    private static IEnumerable<Finding> Digest(string sha256)
    {
        if (!Grammar.Sha256.Matches(sha256))
        {
            yield return Finding.At("$.reuseDump.sha256", DisplayValue.Text(sha256), "must be a SHA-256 of 64 lower-case hex digits", "Copy it from the report of the run that retained the dump");
        }
    }

    private static IEnumerable<Finding> Twice(Plan plan)
    {
        if (plan.RetainDump is not null)
        {
            yield return Finding.At("$.retainDump", "set", "a dump that is used again is retained already", "Remove it, or reuseDump", "$.reuseDump");
        }
    }
}
