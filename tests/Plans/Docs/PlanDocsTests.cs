using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Reading;
using NJsonSchema;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Docs;

public sealed class PlanDocsTests
{
    private readonly DocComments comments = new();

    [Fact]
    public void The_schema_is_the_one_the_code_makes() => Same("docs/plan.schema.json", new PlanSchema(comments).Write());

    [Fact]
    public void The_reference_is_the_one_the_code_makes() => Same("docs/plan.md", new PlanReference(comments).Write());

    [Fact]
    public void Every_part_of_a_plan_has_its_doc_comment() => Assert.All(Records(), r =>
    {
        Assert.NotEqual("", comments.Of(r.Type));
        Assert.All(r.Members, m => Assert.NotEqual("", comments.Of(m.Property)));
    });

    [Fact]
    public void Every_rule_has_its_doc_comment() => Assert.All(PlanRules.All, r => Assert.NotEqual("", comments.Of(r.Method.DeclaringType!)));

    [Fact]
    public void Every_rule_there_is_is_asked() => Assert.Equal(
        typeof(PlanRules).Assembly.GetTypes().Where(t => t.Name.EndsWith("Rule", StringComparison.Ordinal)).Select(t => t.Name).Order(),
        PlanRules.All.Select(r => r.Method.DeclaringType!.Name).Order());

    [Fact]
    public void Every_constraint_of_the_schema_is_of_a_member_there_is() =>
        Assert.Subset(Records().SelectMany(r => r.Members.Select(m => $"{r.Type.Name}.{m.Name}")).ToHashSet(), Constraints.Names.ToHashSet());

    [Fact]
    public async Task The_schema_takes_a_valid_plan()
    {
        var schema = await JsonSchema.FromJsonAsync(new PlanSchema(comments).Write(), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(Plans.Json(Plans.Valid())));
        Assert.Empty(schema.Validate(Plans.Json(Plans.DotIuCutter() with { Schema = "plan.schema.json" })));
    }

    [Fact]
    public async Task The_schema_refuses_what_the_reader_refuses()
    {
        var schema = await JsonSchema.FromJsonAsync(new PlanSchema(comments).Write(), TestContext.Current.CancellationToken);
        Action<JsonObject>[] faults =
        [
            d => d["unknown"] = 1,
            d => d.Remove("scenarios"),
            d => d["name"] = "Shop",
            d => d["dr"]!["pidsLimit"] = 0,
            d => d["production"]!["readPath"] = "dsn",
            d => d["scenarios"]![1]!["expect"]!["rows"]![0]!["table"] = "batch",
            d => d["objects"] = "net",
        ];

        Assert.All(faults, fault =>
        {
            var document = Plans.Document(Plans.Valid());
            fault(document);
            Assert.NotEmpty(schema.Validate(document.ToJsonString()));
            Assert.NotEmpty(PlanDocument.Read(document.ToJsonString()).Problems);
        });
    }

    private static IEnumerable<Shape.Record> Records() =>
        typeof(Plan).Assembly.GetTypes().Where(t => t.Namespace == typeof(Plan).Namespace && t.IsClass && t != typeof(PlanReading) && t != typeof(PlanProblem) && t.GetMethod("<Clone>$") is not null).Select(t => Shape.Of(t));

    private static void Same(string file, string made)
    {
        var path = Repository.File(file);
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == made, $"{file} is not what the code makes. Run the tests once with UPDATE_DOCS=1 and commit the file.");
    }
}
