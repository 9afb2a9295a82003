using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation;

/// <summary>The one door a plan comes in by. No file, no clock, no Docker: the same text gives the same answer anywhere.</summary>
public static class PlanDocument
{
    /// <summary>
    /// Every problem at once: where a part has the wrong shape, the rules are still asked about all the other parts. A rule that would
    /// have to look at the broken part keeps silent.
    /// </summary>
    public static PlanReading Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            var where = $"line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}";
            return Unreadable($"not JSON at {where}", "a plan is one JSON object, without comments and trailing commas");
        }
        catch (ArgumentException)
        {
            return Unreadable("not valid Unicode", "a plan is UTF-8 text");
        }
    }

    private static PlanReading Read(JsonElement root)
    {
        var reader = new StrictReader();
        var repaired = reader.Read(root, Shape.Of(typeof(Plan)), JsonPath.Root);
        if (repaired.Deserialize<Plan>(Json.Options) is not { } plan)
        {
            throw new InvalidOperationException("The strict reader made null of a plan document; it must make an object of anything.");
        }

        PlanProblem[] problems = [.. reader.Problems, .. PlanRules.FindProblems(plan).Where(f => f.StandsWithout(reader.Damaged)).Select(f => f.Problem)];
        return problems.Length == 0 ? new PlanReading(plan, []) : new PlanReading(null, problems);
    }

    private static PlanReading Unreadable(string value, string rule) =>
        new(null, [new PlanProblem(JsonPath.Root, value, rule, "Correct the document")]);
}
