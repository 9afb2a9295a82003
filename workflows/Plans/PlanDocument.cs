using System.Text.Json;

namespace DotIuCutter.Temporal.Workflows.Plans;

/// <summary>Reads a plan document.</summary>
public static class PlanDocument
{
    public static PlanReading Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Plan>(json, Json.Options) is { } plan
                ? new PlanReading { Plan = plan }
                : new PlanReading { Problems = [new("$", "null", "a plan is an object", "Write a plan")] };
        }
        catch (JsonException fault)
        {
            return new PlanReading { Problems = [new(fault.Path ?? "$", "unreadable", fault.Message, "Correct it")] };
        }
    }
}
