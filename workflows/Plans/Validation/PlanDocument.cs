using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation;

/// <summary>The one door a plan comes in by. No file, no clock, no Docker: the same text gives the same answer anywhere.</summary>
public static class PlanDocument
{
    public static PlanReading Read(string json)
    {
        var (plan, problems) = StrictDocument.Read<Plan>(json, "plan", PlanRules.FindProblems);
        return new PlanReading(plan, problems);
    }
}
