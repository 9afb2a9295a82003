using System.Text;
using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.PlanDocuments;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;
using DotIuCutter.Temporal.Workflows.Policies.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PolicyDocuments;

/// <summary>Whatever is handed in as a policy is a policy or a list of problems.</summary>
public sealed class PolicyDocumentFuzzTests
{
    [Fact]
    public void Bytes_that_are_no_policy_are_told_as_problems() => JsonGen.Bytes.Sample(bytes => Told(Encoding.UTF8.GetString(bytes)), iter: 1000);

    [Fact]
    public void A_policy_with_one_thing_wrong_is_a_policy_or_its_problems() =>
        PlanGen.Valid.SelectMany(plan => JsonGen.Bent(PolicyTexts.Json(PolicySuggestion.For(plan)))).Sample(Told, iter: 2000);

    private static void Told(string text)
    {
        var reading = PolicyDocument.Read(text);

        Assert.NotEqual(reading.Policy is null, reading.Problems.Count == 0);
        Assert.All(reading.Problems, p => Assert.True(p.Value.Length is > 0 and < 90 && !p.Value.Any(char.IsControl) && !p.Path.Any(char.IsControl), p.ToString()));
    }
}
