using DotIuCutter.Temporal.Workflows.Plans.Validation.Names;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Policies.Validation.Rules;

/// <summary>Protected containers are written as Docker names.</summary>
internal static class PolicyContainerRule
{
    public static IEnumerable<Finding> Check(Policy policy) => policy.Protected.Index()
        .Where(name => !Grammar.DockerName.Matches(name.Item))
        .Select(name => Finding.At(
            JsonPath.Item("$.protected", name.Index),
            DisplayValue.Text(name.Item),
            $"must be a container's exact name, of the form {Grammar.DockerName.Form}",
            "Write the name without a slash, as docker ps prints it"));
}
