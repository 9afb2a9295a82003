using DotIuCutter.Temporal.Tests.Builders;

namespace DotIuCutter.Temporal.Tests.Mutations;

/// <summary>Keeps the list of mutations from rotting; whether each is killed is for <c>eng/mutations</c> to find out.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Every_id_is_there_once() => Assert.Equal(Catalogue.All.Select(m => m.Id), Catalogue.All.Select(m => m.Id).Distinct());

    [Fact]
    public void Every_old_text_is_in_the_code_exactly_once_and_the_new_one_differs()
    {
        Assert.NotEmpty(Catalogue.All);
        Assert.All(Catalogue.All, mutation =>
        {
            Assert.True(mutation.OccurrencesIn(File.ReadAllText(Repository.File(mutation.File))) == 1, $"{mutation.Id}: write it anew for {mutation.File}, then run eng/mutations --only {mutation.Id}.");
            Assert.NotEqual(mutation.Old, mutation.New);
        });
    }

    [Fact]
    public void Every_test_that_must_kill_one_exists()
    {
        var types = typeof(CatalogueTests).Assembly.GetTypes().ToLookup(t => t.Name);
        Assert.All(Catalogue.All.SelectMany(m => m.Tests), name =>
            Assert.True(name.Split('.') is [var type, var method] && types[type].Any(t => t.GetMethod(method) is not null), $"There is no test {name}."));
    }

    [Fact]
    public void No_mutation_is_known_to_survive_and_none_is_kept_that_is_no_longer_there()
    {
        var kept = File.ReadAllLines(Repository.File("docs/mutations.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(kept);
        Assert.DoesNotContain(kept, line => line.Contains("SURVIVED", StringComparison.Ordinal));
        Assert.Subset(Catalogue.All.Select(m => m.Id).ToHashSet(), kept.Select(line => line.Split('`')[1]).ToHashSet());
    }
}
