using System.Text;
using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments;

/// <summary>Whatever is handed in as a plan is a plan or a list of problems; an exception would leave the operator with a stack trace.</summary>
public sealed class PlanDocumentFuzzTests
{
    [Fact]
    public void Bytes_that_are_no_plan_are_told_as_problems() => JsonGen.Bytes.Sample(bytes => Told(Encoding.UTF8.GetString(bytes)), iter: 2000);

    [Fact]
    public void Text_with_half_surrogate_pairs_is_told_as_problems() => Gen.Char.Array[0, 40].Sample(characters => Told(new string(characters)), iter: 1000);

    [Fact]
    public void A_plan_with_one_thing_wrong_is_a_plan_or_its_problems() =>
        PlanGen.Valid.SelectMany(plan => JsonGen.Bent(Plans.Json(plan))).Sample(Told, iter: 2000);

    [Fact]
    public void No_depth_of_nesting_is_too_deep_to_be_told() => Pick.One(1, 63, 64, 65, 1000, 200_000).Sample(
        depth => Told($"{{\"name\":{new string('[', depth)}{new string(']', depth)}}}"), iter: 12);

    private static void Told(string text)
    {
        var reading = PlanDocument.Read(text);

        Assert.NotEqual(reading.Plan is null, reading.Problems.Count == 0);
        Assert.All(reading.Problems, p =>
        {
            Assert.True(p.Value.Length is > 0 and < 90 && !p.Value.Any(char.IsControl), p.ToString());
            Assert.True(p.Path.StartsWith('$') && !p.Path.Any(char.IsControl), p.Path);
            Assert.All([p.Rule, p.Remedy], words => Assert.NotEmpty(words));
        });
    }
}
