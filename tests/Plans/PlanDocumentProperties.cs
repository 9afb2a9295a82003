using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments;

public sealed class PlanDocumentProperties
{
    [Fact]
    public void Every_valid_plan_comes_back_from_json_as_it_was() => PlanGen.Valid.Sample(plan =>
    {
        var reading = PlanDocument.Read(Plans.Json(plan));

        Assert.Equal("", string.Join('\n', reading.Problems));
        Assert.True(JsonNode.DeepEquals(Plans.Document(plan), Plans.Document(reading.Plan!)));
        Assert.Equal(PlanDigest.Compute(reading.Plan!), PlanDigest.Compute(PlanDocument.Read(Plans.Json(reading.Plan!)).Plan!));
    });

    /// <summary>The run reads for itself the document that G-01 has accepted.</summary>
    [Fact]
    public void An_accepted_document_says_the_same_to_who_reads_it_without_the_rules() => PlanGen.Valid.Sample(plan =>
    {
        var text = Plans.Json(plan);

        Assert.Equal(PlanDigest.Compute(PlanDocument.Read(text).Plan!), PlanDigest.Compute(JsonSerializer.Deserialize<Plan>(text, Json.Options)!));
    });

    [Fact]
    public void The_digest_does_not_depend_on_white_space_and_the_order_of_members() => PlanGen.Valid.Sample(plan =>
    {
        var document = Plans.Document(plan);
        var turned = Reversed(document).ToJsonString(Json.Indented);

        Assert.Equal(PlanDigest.Compute(PlanDocument.Read(document.ToJsonString()).Plan!), PlanDigest.Compute(PlanDocument.Read(turned).Plan!));
    });

    /// <summary>No rule is heard about a part that is not there to be judged, and none falls silent for good.</summary>
    [Fact]
    public void One_part_of_a_wrong_type_is_one_problem_at_that_part() => Gen.Select(PlanGen.Valid, Gen.Int[0, int.MaxValue]).Sample((plan, choice) =>
    {
        var document = Plans.Document(plan);
        var parts = Parts(document, "$").ToList();
        var (path, replace) = parts[choice % parts.Count];
        replace();

        Assert.Equal(path, string.Join('\n', PlanDocument.Read(document.ToJsonString()).Problems.Select(p => p.Path)));
    });

    [Fact]
    public void Any_text_whatever_is_answered_with_a_plan_or_its_problems()
    {
        var edits = Gen.Select(Gen.Int[0, int.MaxValue], Gen.Char["{}[]\",:0\\u\ud800\0\n tfn/x"]).Array[1, 6];
        Gen.Select(PlanGen.Valid, edits).Sample((plan, changes) =>
        {
            var text = changes.Aggregate(Plans.Json(plan), (json, c) => json.Remove(c.Item1 % json.Length, 1).Insert(c.Item1 % json.Length, $"{c.Item2}"));

            var reading = PlanDocument.Read(text);

            Assert.NotEqual(reading.Plan is null, reading.Problems.Count == 0);
            Assert.All(reading.Problems, p => Assert.True(p.Value.Length is > 0 and < 90 && !p.Value.Any(char.IsControl), p.ToString()));
        });
    }

    private static IEnumerable<(string Path, Action Replace)> Parts(JsonNode node, string path)
    {
        IEnumerable<(string Path, JsonNode Child, Action Replace)> children = node switch
        {
            JsonObject o => o.Select(m => ($"{path}.{m.Key}", m.Value!, (Action)(() => o[m.Key] = Wrong(m.Value!)))).ToList(),
            JsonArray a => a.Select((item, i) => ($"{path}[{i}]", item!, (Action)(() => a[i] = Wrong(item!)))).ToList(),
            _ => [],
        };
        return children.SelectMany(c => Parts(c.Child, c.Path).Prepend((c.Path, c.Replace)));
    }

    private static JsonNode Wrong(JsonNode node) => node is JsonObject ? JsonValue.Create(5) : new JsonObject();

    private static JsonNode Reversed(JsonNode node) => node switch
    {
        JsonObject o => new JsonObject(o.Reverse().Select(m => KeyValuePair.Create(m.Key, (JsonNode?)Reversed(m.Value!)))),
        JsonArray a => new JsonArray([.. a.Select(item => Reversed(item!))]),
        _ => node.DeepClone(),
    };
}
