using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Mutations;

namespace DotIuCutter.Temporal.Tests;

/// <summary>The records of tests/Mutations/mutations.json fit today's sources and tests. Which test kills a mistake is seen by <c>eng/mutations</c> only.</summary>
public sealed class MutationListTests
{
    private const string Sample = "class Walk { bool Ends(Thing a, Thing b) { First(a); Second(b, 1); return Ours(a) && !Ours(b) || a.Id == b.Id; } int[] All => [One, Two]; }";
    private static readonly Lazy<Sources> Today = new(() => Sources.Read(Repository.Root));
    private static readonly IReadOnlyList<Mutation> List = MutationList.Read(Repository.Root);

    public static TheoryData<string> Ids => [.. List.Select(m => m.Id)];

    [Theory, MemberData(nameof(Ids))]
    public void Every_mutation_finds_its_symbol_and_changes_one_place(string id) => Mutator.Apply(Today.Value, List.Single(m => m.Id == id));

    [Fact]
    public void Every_killing_test_exists()
    {
        var tests = typeof(MutationListTests).Assembly.GetTypes().SelectMany(t => t.GetMethods().Select(m => $"{t.Name}.{m.Name}").Append(t.Name)).ToHashSet();
        Assert.Empty(List.SelectMany(m => m.Tests.Where(t => !tests.Contains(t)).Select(t => $"{m.Id}: {t}")));
    }

    [Fact]
    public void A_change_leaves_all_but_its_place_as_it_is()
    {
        Assert.Equal(Sample.Replace("First(a);", ";", StringComparison.Ordinal), Changed(new CodeChange.Remove("First")));
        Assert.Equal(Sample.Replace("One, ", "", StringComparison.Ordinal), Changed(new CodeChange.Remove("One"), "Walk.All"));
        Assert.Equal(Sample.Replace("Ours(b)", "false", StringComparison.Ordinal), Changed(new CodeChange.Condition("Ours b", "false")));
        Assert.Equal(Sample.Replace("b, 1", "b, 2", StringComparison.Ordinal), Changed(new CodeChange.Argument("Second", 1, "2")));
        Assert.Equal(Sample.Replace("Second(b, 1);", "Second(b, 1); return true;", StringComparison.Ordinal), Changed(new CodeChange.Insert("Second", "return true;")));
        Assert.Equal(Sample.Replace("=> [One, Two]", "=> []", StringComparison.Ordinal), Changed(new CodeChange.Result("[]"), "Walk.All"));
        Assert.Equal(Sample.Replace("[One, Two]", "[Two, One]", StringComparison.Ordinal), Changed(new CodeChange.Swap("One", "Two"), "Walk.All"));
    }

    [Theory]
    [InlineData("Walk.Ends", "Ours", "found 2")]
    [InlineData("Walk.Ends", "Theirs", "found 0")]
    [InlineData("Walk.Begins", "Ours", "no member 'Begins'")]
    [InlineData("Run.Ends", "Ours", "no type 'Run'")]
    public void A_record_that_does_not_fit_is_named_with_what_to_mend(string symbol, string mentions, string says)
    {
        var e = Assert.Throws<MutationException>(() => Changed(new CodeChange.Condition(mentions, "true"), symbol));
        Assert.Contains("'sample'", e.Message, StringComparison.Ordinal);
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.Contains("mutations.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_score_of_a_folder_counts_what_no_test_reaches_as_alive()
    {
        const string Report = """
            { "files": {
              "/copy/workflows/Gates/NetZero.cs": { "mutants": [{ "status": "Killed" }, { "status": "Timeout" }, { "status": "Survived" }, { "status": "NoCoverage" }, { "status": "CompileError" }] },
              "/copy/workflows/Plans/Validation/Rules/Paths/PathRule.cs": { "mutants": [{ "status": "Killed" }, { "status": "Ignored" }] } } }
            """;
        Assert.Equal(
            ["| Gates | 2 | 1 | 1 | 50.0 % |", "| Plans/Validation | 1 | 0 | 0 | 100.0 % |", "| all | 3 | 1 | 1 | 60.0 % |"], StrykerReport.Table(Report).Skip(2));
    }

    private static string Changed(CodeChange change, string symbol = "Walk.Ends") =>
        Mutator.Apply(Sources.Parse(Sample), new Mutation { Id = "sample", What = "A sample.", Symbol = symbol, Change = change, Tests = [] }).Text;
}
