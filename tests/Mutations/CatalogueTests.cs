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
    public void The_kept_result_says_of_every_one_what_killed_it()
    {
        var results = File.ReadAllLines(Repository.File("docs/mutations.md"));
        Assert.All(Catalogue.All, mutation => Assert.True(
            results.Count(line => line.StartsWith($"| `{mutation.Id}` |", StringComparison.Ordinal) && !line.Contains("SURVIVED", StringComparison.Ordinal)) == 1,
            $"{mutation.Id} is not known to be killed; run eng/mutations --missing."));
    }
}
