using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Plans.Validation.Problems;
using Xunit;

// Not Tests.Plans: that name would hide the builder Plans from every other test.
namespace DotIuCutter.Temporal.Tests.PlanDocuments;

public sealed class PlanDocumentTests
{
    [Fact]
    public void Reads_a_valid_plan_as_it_was_written()
    {
        var reading = PlanDocument.Read(Plans.Json(Plans.Valid()));

        Assert.Empty(reading.Problems);
        Assert.NotNull(reading.Plan);
        Assert.Equal(PlanDigest.Compute(Plans.Valid()), PlanDigest.Compute(reading.Plan));
    }

    [Fact]
    public void Reads_the_exact_names_of_the_rollback_plan() => Assert.Empty(PlanDocument.Read(Plans.Json(Plans.DotIuCutter())).Problems);

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("{\n  \"name\": }", "line 2")]
    [InlineData("{} // a comment", "line 1")]
    [InlineData("{\"name\": \"a\",}", "line 1")]
    public void Rejects_what_is_not_json(string json, string where)
    {
        var problem = Assert.Single(PlanDocument.Read(json).Problems);
        Assert.Equal("$", problem.Path);
        Assert.Contains(where, problem.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", "null")]
    [InlineData("[]", "a list")]
    [InlineData("\"plan\"", "\"plan\"")]
    public void Rejects_json_that_is_no_object(string json, string value)
    {
        var problem = Assert.Single(PlanDocument.Read(json).Problems);
        Assert.Equal(("$", value), (problem.Path, problem.Value));
    }

    [Fact]
    public void Rejects_half_a_surrogate_pair_however_it_is_written()
    {
        Assert.Equal("$", Assert.Single(PlanDocument.Read("{\"name\":\"\ud800\"}").Problems).Path);
        Assert.Contains(PlanDocument.Read("{\"name\":\"\\ud800\"}").Problems, p => p.Path == "$.name" && p.Value.Contains("Unicode", StringComparison.Ordinal));
        Assert.Contains(PlanDocument.Read("{\"\\ud800\":1}").Problems, p => p.Value.Contains("unreadable", StringComparison.Ordinal));
    }

    [Fact]
    public void Rejects_an_unknown_member_without_repeating_its_value()
    {
        var document = Plans.Document(Plans.Valid());
        document["production"]!["password"] = "hunter2";

        var problem = Assert.Single(Problems(document));
        Assert.Equal("$.production.password", problem.Path);
        Assert.DoesNotContain("hunter2", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Suggests_the_member_that_was_meant()
    {
        var document = Plans.Document(Plans.Valid());
        document["protcted"] = new JsonArray();

        Assert.Equal("Write protected, if that was meant", Assert.Single(Problems(document)).Remedy);
    }

    [Fact]
    public void Rejects_a_member_written_twice()
    {
        var json = Plans.Json(Plans.Valid()).Replace("\"role\":", "\"database\":\"shop\",\"role\":", StringComparison.Ordinal);

        var problem = Assert.Single(PlanDocument.Read(json).Problems);
        Assert.Equal(("$.production.database", "written twice"), (problem.Path, problem.Value));
    }

    [Fact]
    public void Takes_null_for_absent_only_where_absence_means_something()
    {
        var document = Plans.Document(Plans.Valid());
        document["description"] = null;
        Assert.Empty(Problems(document));

        document["protected"] = null;
        Assert.Equal("$.protected", Assert.Single(Problems(document)).Path);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("\"512\"")]
    [InlineData("2147483648")]
    [InlineData("true")]
    public void Rejects_what_is_no_whole_number(string value)
    {
        var document = Plans.Document(Plans.Valid());
        document["dr"]!["memoryMegabytes"] = JsonNode.Parse(value);

        var problem = Assert.Single(Problems(document));
        Assert.Equal("$.dr.memoryMegabytes", problem.Path);
        Assert.Contains("whole number", problem.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"Exec\"")]
    [InlineData("\"dsn\"")]
    [InlineData("0")]
    public void Rejects_a_word_that_is_none_of_the_words(string value)
    {
        var document = Plans.Document(Plans.Valid());
        document["production"]!["readPath"] = JsonNode.Parse(value);

        Assert.Equal("must be one of \"exec\", \"connection\"", Assert.Single(Problems(document)).Rule);
    }

    [Fact]
    public void Cuts_a_long_value()
    {
        var problem = Assert.Single(Problems(Plans.Document(Plans.Valid() with { Name = new string('x', 500) })));
        Assert.True(problem.Value.Length <= 82, problem.Value);
    }

    [Fact]
    public void Says_subject_found_rule_and_remedy_in_one_line()
    {
        var document = Plans.Document(Plans.Valid());
        document["dr"]!["durable"] = "yes";

        Assert.Equal("$.dr.durable is \"yes\": must be true or false. Write true or false.", Assert.Single(Problems(document)).ToString());
    }

    /// <summary>Seven of shape, eight of rules, in one answer.</summary>
    [Fact]
    public void Reports_fifteen_problems_at_once()
    {
        var d = Plans.Document(Plans.Valid());
        d["$comment"] = "unknown";
        d["production"]!.AsObject().Remove("role");
        d["production"]!["readPath"] = "dsn";
        d["dr"]!["pull"] = "no";
        d["dr"]!["memoryMegabytes"] = 1.5;
        d["workDirectory"]!["secrets"] = 7;
        d["scenarios"]![1]!["expect"]!["effect"] = "maybe";
        d["name"] = "Shop";
        d["code"]!["commit"] = "56d3732";
        d["code"]!["repository"] = "srv/shop";
        d["objects"]!["network"] = "deadbeef";
        d["objects"]!["volume"] = d["objects"]!["drContainer"]!.DeepClone();
        d["scenarios"]![1]!["id"] = "S1";
        d["scenarios"]![0]!["start"] = "continue";
        d["dr"]!["database"] = "postgres";

        Assert.Equal(
            [
                "$.code.commit",
                "$.code.repository",
                "$.dr.database",
                "$.dr.memoryMegabytes",
                "$.dr.pull",
                "$.name",
                "$.objects.drContainer",
                "$.objects.network",
                "$.production.readPath",
                "$.production.role",
                "$.scenarios[0].start",
                "$.scenarios[1].expect.effect",
                "$.scenarios[1].id",
                "$.workDirectory.secrets",
                "$.$comment",
            ],
            Problems(d).Select(p => p.Path).OrderBy(p => p == "$.$comment").ThenBy(p => p, StringComparer.Ordinal));
    }

    private static IReadOnlyList<DocumentProblem> Problems(JsonNode document) => PlanDocument.Read(document.ToJsonString()).Problems;
}
