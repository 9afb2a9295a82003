using CsCheck;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Activities.Postgres.Effects;
using DotIuCutter.Temporal.Workflows.Contract.Scenarios;
using DotIuCutter.Temporal.Workflows.Gates;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Postgres;

public sealed class ChangeListTests
{
    [Fact]
    public void Counts_by_table_and_verb()
    {
        var list = new ChangeList();
        foreach (var line in (string[])
        [
            "BEGIN", "table public.a: INSERT: id[integer]:1 t[text]:'table public.b: DELETE: '", "table public.a: UPDATE: id[integer]:1",
            "table public.a: DELETE: (no-tuple-data)", "table public.a, \"x, y\".\"b: INSERT:\": TRUNCATE: restart_seqs cascade", "COMMIT",
            "message: transactional: 1 prefix: p, sz: 3 content:abc",
        ])
        {
            list.Add(line);
        }

        Assert.Equal(
            [
                new TableEffect { Table = "\"x, y\".\"b: INSERT:\"", Truncated = 1 },
                new TableEffect { Table = "public.a", Inserted = 1, Updated = 1, Deleted = 1, Truncated = 1 },
            ],
            list.Tables);
    }

    [Theory]
    [InlineData("table public.a: MERGE: x")]
    [InlineData("table : INSERT: x")]
    [InlineData("table public.\"a: INSERT: x")]
    public void Claims_nothing_from_a_line_it_does_not_know(string line) => Assert.Throws<FormatException>(() => new ChangeList().Add(line));

    [Fact]
    public void Any_name_comes_back_from_its_quoted_form() =>
        Gen.String.Where(text => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal)).Array[2].Sample(parts =>
        {
            var quoted = $"{SqlText.Identifier(parts[0])}.{SqlText.Identifier(parts[1])}";
            Assert.Equal(new QualifiedName(parts[0], parts[1]), QualifiedName.Parse(quoted));
            var list = new ChangeList();
            list.Add($"table {quoted}: INSERT: a[text]:'x'");
            Assert.Equal(1, Assert.Single(list.Tables).Inserted);
            Assert.Equal(new QualifiedName(parts[0], parts[1]), QualifiedName.Parse(list.Tables[0].Table));
        });
}
