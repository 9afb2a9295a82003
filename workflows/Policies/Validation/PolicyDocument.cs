using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

namespace DotIuCutter.Temporal.Workflows.Policies.Validation;

/// <summary>The one door a policy comes in by. What it does not know it refuses: a member that nobody reads would permit or forbid nothing.</summary>
public static class PolicyDocument
{
    public static PolicyReading Read(string json)
    {
        var (policy, problems) = StrictDocument.Read<Policy>(json, "policy", PolicyRules.FindProblems);
        return new PolicyReading(policy, problems);
    }
}
