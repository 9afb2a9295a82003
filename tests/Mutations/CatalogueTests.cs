using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>Keeps the list of mutations from rotting; that each of them is killed is for <c>eng/mutations</c> to find out.</summary>
public sealed class CatalogueTests
{
    private static readonly string[] Results = File.ReadAllLines(Repository.File("docs/mutations.md"));

    public static TheoryData<string> Ids => [.. Catalogue.All.Select(m => m.Id)];

    [Fact]
    public void Every_id_is_there_once() => Assert.Equal(Catalogue.All.Select(m => m.Id), Catalogue.All.Select(m => m.Id).Distinct());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Its_old_text_is_in_the_code_exactly_once_and_the_new_one_differs(string id)
    {
        var mutation = Catalogue.All.Single(m => m.Id == id);
        Assert.Equal(1, mutation.OccurrencesIn(File.ReadAllText(Repository.File(mutation.File))));
        Assert.NotEqual(mutation.Old, mutation.New);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_tests_that_must_kill_it_exist(string id) => Assert.All(Catalogue.All.Single(m => m.Id == id).Tests, name => Assert.Contains(
        typeof(CatalogueTests).Assembly.GetTypes(), t => name.StartsWith($"{t.Name}.", StringComparison.Ordinal) && t.GetMethod(name[(t.Name.Length + 1)..]) is not null));

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_kept_result_says_what_killed_it(string id) =>
        Assert.Single(Results, line => line.StartsWith($"| `{id}` |", StringComparison.Ordinal) && !line.Contains("SURVIVED", StringComparison.Ordinal));
}
