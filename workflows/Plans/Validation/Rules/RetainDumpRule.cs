using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Rules;

/// <summary>A retained dump lies apart from $WD, the secrets and the code tree, and its key is named, never written.</summary>
internal static class RetainDumpRule
{
    public static IEnumerable<Finding> Check(Plan plan)
    {
        if (plan.RetainDump is not { } retain)
        {
            yield break;
        }

        if (!Grammar.FileName.Holds(retain.Key))
        {
            // Not shown: someone may have put the key itself here.
            yield return Finding.At("$.retainDump.key", "set", $"must be a key's name, of the form {Grammar.FileName.Form}", "Give the name of a file in the worker's keys directory");
        }

        PlanPath[] apart = [PlanPath.WorkDirectory(plan), PlanPath.Secrets(plan), PlanPath.Repository(plan)];
        foreach (var finding in PlanPath.Retained(plan).SelectMany(r => apart.Select(a => r.Overlaps(a, "must lie apart from it", "Choose a directory of its own"))).OfType<Finding>())
        {
            yield return finding;
        }
    }
}
