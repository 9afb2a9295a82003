using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;
using NJsonSchema;

namespace DotIuCutter.Temporal.Tests.Manuals;

/// <summary>The pages and schemas of plans and policies are those that the code makes, and say of every part what it is.</summary>
public sealed class ManualTests
{
    private readonly DocComments comments = new();

    public static IEnumerable<TheoryDataRow<string>> Names => Manual.All.Select(m => new TheoryDataRow<string>(m.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_schema_is_the_one_the_code_makes(string name) => Same($"docs/{name}.schema.json", new RecordSchema(comments, Of(name)).Write());

    [Theory]
    [MemberData(nameof(Names))]
    public void The_reference_is_the_one_the_code_makes(string name) => Same($"docs/{name}.md", new RecordReference(comments, Of(name)).Write());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_part_of_a_document_has_its_doc_comment(string name) => Assert.All(Of(name).Records(), r =>
    {
        Assert.NotEqual("", comments.Of(r.Type));
        Assert.All(r.Members, m => Assert.NotEqual("", comments.Of(m.Property)));
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_record_there_is_can_be_written_in_a_document(string name) => Assert.Equal(
        typeof(Plan).Assembly.GetTypes().Where(t => t.Namespace == Of(name).Root.Namespace && t.IsClass && t.GetMethod("<Clone>$") is not null).Select(t => t.Name).Order(),
        Of(name).Records().Select(r => r.Type.Name).Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_rule_has_its_doc_comment(string name) => Assert.All(Of(name).Rules, rule => Assert.NotEqual("", comments.Of(rule)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_rule_there_is_is_asked(string name) => Assert.Equal(
        typeof(Plan).Assembly.GetTypes().Where(t => t.Namespace?.StartsWith($"{Of(name).Root.Namespace}.Validation.Rules", StringComparison.Ordinal) == true && t.Name.EndsWith("Rule", StringComparison.Ordinal)).Select(t => t.Name).Order(),
        Of(name).Rules.Select(rule => rule.Name).Order());

    [Fact]
    public void Every_constraint_of_the_schemas_is_of_a_member_there_is() =>
        Assert.Subset(Manual.All.SelectMany(m => m.Records()).SelectMany(r => r.Members.Select(m => $"{r.Type.Name}.{m.Name}")).ToHashSet(), Constraints.Names.ToHashSet());

    [Fact]
    public async Task The_schema_takes_a_valid_plan()
    {
        var schema = await SchemaAsync("plan");

        Assert.Empty(schema.Validate(Plans.Json(Plans.Valid())));
        Assert.Empty(schema.Validate(Plans.Json(Plans.DotIuCutter() with { Schema = "plan.schema.json" })));
    }

    [Fact]
    public async Task The_schema_takes_a_valid_policy() =>
        Assert.Empty((await SchemaAsync("policy")).Validate(PolicyTexts.Json(PolicySuggestion.For(Plans.Valid()) with { Schema = "policy.schema.json" })));

    [Fact]
    public Task The_schema_refuses_what_the_reader_refuses_of_a_plan() => RefusesAsync("plan", Plans.Json(Plans.Valid()),
        d => d["unknown"] = 1,
        d => d.Remove("scenarios"),
        d => d["name"] = "Shop",
        d => d["dr"]!["pidsLimit"] = 0,
        d => d["production"]!["readPath"] = "dsn",
        d => d["scenarios"]![1]!["expect"]!["rows"]![0]!["table"] = "batch",
        d => d["objects"] = "net");

    [Fact]
    public Task The_schema_refuses_what_the_reader_refuses_of_a_policy() => RefusesAsync("policy", PolicyTexts.Json(PolicySuggestion.For(Plans.Valid())),
        d => d["unknown"] = 1,
        d => d.Remove("images"),
        d => d["plans"]!["digests"]![0] = "all",
        d => d["productions"]![0]!["databases"] = new JsonArray(),
        d => d["codeRoots"]![0] = "srv",
        d => d["ceilings"]!["processes"] = 0,
        d => d["protected"] = "all");

    private async Task RefusesAsync(string name, string valid, params Action<JsonObject>[] faults)
    {
        var schema = await SchemaAsync(name);
        Assert.All(faults, fault =>
        {
            var document = JsonNode.Parse(valid)!.AsObject();
            fault(document);
            Assert.NotEmpty(schema.Validate(document.ToJsonString()));
            Assert.NotEqual(0, Of(name).Problems(document.ToJsonString()));
        });
    }

    private Task<JsonSchema> SchemaAsync(string name) => JsonSchema.FromJsonAsync(new RecordSchema(comments, Of(name)).Write(), TestContext.Current.CancellationToken);

    private static Manual Of(string name) => Manual.All.Single(m => m.Name == name);

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
