using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ImageRuleTests
{
    [Theory]
    [InlineData("")]
    [InlineData("postgres 17")]
    [InlineData("--privileged")]
    [InlineData("postgres:17\n")]
    public void Rejects_what_names_no_image(string image)
    {
        PlanAssert.Rejects(Plans.Valid() with { Dr = Plans.Valid().Dr with { Image = image } }, "$.dr.image", "image's name");
        PlanAssert.Rejects(Plans.Valid() with { Harness = Plans.Valid().Harness! with { Image = image } }, "$.harness.image", "image's name");
    }

    [Theory]
    [InlineData("registry.example:5000/team/postgres:17.2")]
    [InlineData("postgres@sha256:0000000000000000000000000000000000000000000000000000000000000000")]
    public void Accepts_an_image(string image) => PlanAssert.Accepts(Plans.Valid() with { Dr = Plans.Valid().Dr with { Image = image } });
}
