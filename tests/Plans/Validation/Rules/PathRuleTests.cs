using DotIuCutter.Temporal.Tests.Builders;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class PathRuleTests
{
    [Theory]
    [InlineData("", "absolute")]
    [InlineData("srv/shop", "absolute")]
    [InlineData("/", "root")]
    [InlineData("/srv/shop/", "slash")]
    [InlineData("/srv//shop", "two slashes")]
    [InlineData("/srv/../opt", "..")]
    [InlineData("/srv/./shop", ".")]
    [InlineData("/srv/shop\n", "control")]
    [InlineData("/srv/{run}", "not replaced here")]
    [InlineData("/srv/a:b", "colon")]
    [InlineData("/srv/a,b", "comma")]
    public void Rejects_a_path_that_is_not_exact(string path, string rule) =>
        PlanAssert.Rejects(Plans.Valid() with { Code = Plans.Valid().Code with { Repository = path } }, "$.code.repository", rule);

    [Fact]
    public void Rejects_a_brace_that_is_not_of_run() =>
        PlanAssert.Rejects(Plans.Valid() with { WorkDirectory = Plans.Valid().WorkDirectory with { Path = "/var/{Run}" } }, "$.workDirectory.path", "{run}");

    [Fact]
    public void Rejects_a_forbidden_path_that_is_not_exact() =>
        PlanAssert.Rejects(Plans.Valid() with { ForbiddenPaths = ["/opt/*", "/opt/../etc"] }, "$.forbiddenPaths[1]", "..");

    [Theory]
    [InlineData("/etc")]
    [InlineData("/usr")]
    [InlineData("/proc/self")]
    public void Rejects_mounting_the_code_over_what_the_harness_lives_from(string path) =>
        PlanAssert.Rejects(Plans.Valid() with { Code = Plans.Valid().Code with { MountAt = path } }, "$.code.mountAt", "lie over");

    [Theory]
    [InlineData("/srv/shop 2/..code")]
    [InlineData("/srv/é")]
    public void Accepts_an_exact_path(string path) => PlanAssert.Accepts(Plans.Valid() with { Code = Plans.Valid().Code with { Repository = path } });
}
