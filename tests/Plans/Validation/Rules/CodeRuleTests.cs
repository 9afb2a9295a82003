using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class CodeRuleTests
{
    [Theory]
    [InlineData("56d3732")]
    [InlineData("56D3732AA56D3732AA56D3732AA56D3732AA5600")]
    [InlineData("g6d3732aa56d3732aa56d3732aa56d3732aa5600")]
    [InlineData("main")]
    public void Rejects_a_commit_not_written_in_full(string commit) =>
        PlanAssert.Rejects(Plans.Valid() with { Code = Plans.Valid().Code with { Commit = commit } }, "$.code.commit", "40 lower-case hex");

    [Fact]
    public void Accepts_40_hex_digits() => PlanAssert.Accepts(Plans.Valid() with { Code = Plans.Valid().Code with { Commit = new string('0', 40) } });
}
