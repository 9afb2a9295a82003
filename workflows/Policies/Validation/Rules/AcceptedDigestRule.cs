using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Validation.Rules;

/// <summary>An accepted digest is a whole SHA-256, 64 lower-case hex digits.</summary>
internal static class AcceptedDigestRule
{
    public static IEnumerable<Finding> Check(Policy policy) => policy.Plans.Digests.Index()
        .Where(d => !Grammar.Sha256.Matches(d.Item))
        .Select(d => Finding.At(
            JsonPath.Item("$.plans.digests", d.Index), DisplayValue.Text(d.Item), "must be a SHA-256 of 64 lower-case hex digits", "Write what dryrun plan prints for the plan"));
}
