using System.Text.Json;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;

namespace DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;

/// <summary>
/// Walks a document against a shape and reports everything that does not fit, where System.Text.Json would stop at the first.
/// Returns the document repaired: what fits as it stands, and a placeholder for each part in <see cref="InvalidPaths"/>.
/// </summary>
internal sealed class StrictReader(string kind)
{
    private readonly List<DocumentProblem> problems = [];
    private readonly List<string> damaged = [];

    public IReadOnlyList<DocumentProblem> Problems => problems;

    /// <summary>Paths of the parts that have a placeholder, since they do not fit.</summary>
    public IReadOnlyList<string> InvalidPaths => damaged;

    public JsonNode Read(JsonElement value, Shape shape, string path) => (shape, value.ValueKind) switch
    {
        (Shape.Text, JsonValueKind.String) => ReadText(value, shape, path),
        (Shape.Boolean, JsonValueKind.True or JsonValueKind.False) => JsonValue.Create(value.GetBoolean()),
        (Shape.WholeNumber number, JsonValueKind.Number) when value.TryGetInt64(out var n) && n >= number.Least && n <= number.Most => JsonValue.Create(n),
        (Shape.Choice choice, JsonValueKind.String) when UnicodeText.TryRead(value, out var text) && choice.Values.Contains(text) => JsonValue.Create(text),
        (Shape.ListOf list, JsonValueKind.Array) => new JsonArray([.. value.EnumerateArray().Select((item, i) => Read(item, list.Item, JsonPath.Item(path, i)))]),
        (Shape.MapOf map, JsonValueKind.Object) => ReadMap(value, map, path),
        (Shape.Record record, JsonValueKind.Object) => ReadRecord(value, record, path),
        _ => Reject(path, DisplayValue.Value(value), shape, $"Write {Describe(shape)}"),
    };

    private JsonNode ReadText(JsonElement value, Shape shape, string path) => UnicodeText.TryRead(value, out var text) && !text.Contains('\0', StringComparison.Ordinal)
        ? JsonValue.Create(text)
        : Reject(path, DisplayValue.Value(value), shape, "Remove the NUL or the half of a surrogate pair");

    private JsonObject ReadMap(JsonElement value, Shape.MapOf map, string path)
    {
        var read = new JsonObject();
        foreach (var (name, member) in Members(value, path))
        {
            read[name] = Read(member, map.Value, JsonPath.Member(path, name));
        }

        return read;
    }

    private JsonObject ReadRecord(JsonElement value, Shape.Record record, string path)
    {
        var read = new JsonObject();
        var found = Members(value, path);
        foreach (var (name, member) in found)
        {
            var here = JsonPath.Member(path, name);
            if (record.Members.FirstOrDefault(m => m.Name == name) is not { } known)
            {
                problems.Add(new DocumentProblem(here, DisplayValue.Kind(member), $"the {kind} has no such member", Suggestion.For(name, record.Members)));
            }
            else if (member.ValueKind != JsonValueKind.Null || !known.Nullable)
            {
                read[name] = Read(member, known.Shape, here);
            }
        }

        foreach (var missing in record.Members.Where(m => !m.Optional && !found.Any(f => f.Name == m.Name)))
        {
            read[missing.Name] = Reject(JsonPath.Member(path, missing.Name), DisplayValue.Nothing, missing.Shape, "Add it");
        }

        return read;
    }

    /// <summary>Members by name; of several with one name the first, the others reported.</summary>
    private List<(string Name, JsonElement Value)> Members(JsonElement value, string path)
    {
        var members = new List<(string Name, JsonElement Value)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!UnicodeText.TryReadName(member, out var name) || name.Contains('\0', StringComparison.Ordinal))
            {
                problems.Add(new DocumentProblem(path, "an object with an unreadable member name", "names are valid Unicode without NUL", "Correct the name"));
            }
            else if (!seen.Add(name))
            {
                problems.Add(new DocumentProblem(JsonPath.Member(path, name), "written twice", "a member is written once", "Remove one of the two"));
            }
            else
            {
                members.Add((name, member.Value));
            }
        }

        return members;
    }

    private JsonNode Reject(string path, string value, Shape shape, string remedy)
    {
        problems.Add(new DocumentProblem(path, value, $"must be {Describe(shape)}", remedy));
        damaged.Add(path);
        return Placeholder.For(shape);
    }

    private static string Describe(Shape shape) => shape switch
    {
        Shape.Text => "a text",
        Shape.Boolean => "true or false",
        Shape.WholeNumber number => $"a whole number from {DisplayValue.Number(number.Least)} to {DisplayValue.Number(number.Most)}",
        Shape.Choice choice => $"one of {string.Join(", ", choice.Values.Select(w => DisplayValue.Text(w)))}",
        Shape.ListOf => "a list",
        Shape.MapOf => "an object of texts",
        Shape.Record record => $"an object with {string.Join(", ", record.Members.Where(m => !m.Optional).Select(m => m.Name).DefaultIfEmpty("any of its members"))}",
        _ => throw new ArgumentOutOfRangeException(nameof(shape), shape, "not a shape"),
    };
}
