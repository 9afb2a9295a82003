using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class EffectRuleTests
{
    private static readonly DeclaredRows One = new() { Table = "public.batch", Inserted = 1 };

    [Fact]
    public void Rejects_rows_of_what_rolls_back() => Rejects(new Expectation { Effect = Effect.RollsBack, Rows = [One] }, "rows", "leaves no rows");

    [Fact]
    public void Rejects_writes_without_rows() => Rejects(new Expectation { Effect = Effect.Writes }, "rows", "declares its rows");

    [Theory]
    [InlineData("batch")]
    [InlineData("public.")]
    [InlineData("shop.public.batch")]
    [InlineData("public.my batch")]
    public void Rejects_a_table_without_its_schema(string table) => Rejects(Writes(One with { Table = table }), "rows[0].table", "with its schema");

    [Fact]
    public void Rejects_a_table_declared_twice() => Rejects(Writes(One, One), "rows[1].table", "rows[0].table");

    [Fact]
    public void Rejects_negative_counts()
    {
        Rejects(Writes(One with { Inserted = -1 }), "rows[0].inserted", "negative");
        Rejects(Writes(One with { Updated = -1 }), "rows[0].updated", "negative");
    }

    [Fact]
    public void Rejects_a_table_that_does_not_change() => Rejects(Writes(One with { Inserted = 0 }), "rows[0]", "inserted or updated");

    [Fact]
    public void Rejects_deleted_rows_since_nothing_may_delete()
    {
        var document = Plans.Document(Plans.Valid());
        document["scenarios"]![1]!["expect"]!["rows"]![0]!["deleted"] = 1;

        Assert.Equal("$.scenarios[1].expect.rows[0].deleted", Assert.Single(PlanDocument.Read(document.ToJsonString()).Problems).Path);
    }

    [Theory]
    [InlineData("public.iu_batch")]
    [InlineData("\"My Schema\".\"a.b\"")]
    public void Accepts_a_table_with_its_schema(string table) => PlanAssert.Accepts(Of(Writes(One with { Table = table, Updated = 2 })));

    private static Expectation Writes(params DeclaredRows[] rows) => new() { Effect = Effect.Writes, Rows = rows };

    private static void Rejects(Expectation expect, string member, string rule) => PlanAssert.Rejects(Of(expect), $"$.scenarios[0].expect.{member}", rule);

    private static Plan Of(Expectation expect) => Plans.Valid() with { Scenarios = [Plans.Writes() with { Expect = expect }] };
}
