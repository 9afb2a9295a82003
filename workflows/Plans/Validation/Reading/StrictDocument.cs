using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

/// <summary>Reads a document of one kind, such as <c>plan</c>, into its record: the record, or everything that is wrong with it. Never both.</summary>
internal static class StrictDocument
{
    /// <summary>
    /// Every problem at once: where a part has the wrong shape, the rules are still asked about all the other parts. A rule that would
    /// have to look at the broken part keeps silent.
    /// </summary>
    public static (T? Document, IReadOnlyList<DocumentProblem> Problems) Read<T>(string json, string kind, Func<T, IEnumerable<Finding>> rules)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement, kind, rules);
        }
        catch (JsonException e)
        {
            var where = $"line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1}";
            return (null, Unreadable($"not JSON at {where}", $"a {kind} is one JSON object, without comments and trailing commas"));
        }
        catch (ArgumentException)
        {
            return (null, Unreadable("not valid Unicode", $"a {kind} is UTF-8 text"));
        }
    }

    private static (T? Document, IReadOnlyList<DocumentProblem> Problems) Read<T>(JsonElement root, string kind, Func<T, IEnumerable<Finding>> rules)
        where T : class
    {
        var reader = new StrictReader(kind);
        var repaired = reader.Read(root, Shape.From(typeof(T)), JsonPath.Root);
        if (repaired.Deserialize<T>(Json.Options) is not { } found)
        {
            throw new InvalidOperationException($"The strict reader made null of a {kind} document; it must make an object of anything.");
        }

        DocumentProblem[] problems = [.. reader.Problems, .. rules(found).Where(f => f.StandsWithout(reader.InvalidPaths)).Select(f => f.Problem)];
        return problems.Length == 0 ? (found, []) : (null, problems);
    }

    private static DocumentProblem[] Unreadable(string value, string rule) => [new(JsonPath.Root, value, rule, "Correct the document")];
}
