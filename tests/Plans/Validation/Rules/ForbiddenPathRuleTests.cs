using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class ForbiddenPathRuleTests
{
    [Theory]
    [InlineData("/srv/shop/.env", "$.code.repository")]
    [InlineData("/srv", "$.code.repository")]
    [InlineData("/var/lib/dryrun", "$.workDirectory.path")]
    [InlineData("/var/lib/dryrun/aaaaaaaaaaaa/x", "$.workDirectory.path")]
    [InlineData("/dev/shm", "$.workDirectory.secrets")]
    [InlineData("/code/.env", "$.code.mountAt")]
    [InlineData("/backup/shop", "$.retainDump.directory")]
    public void Rejects_using_a_forbidden_path(string forbidden, string path)
    {
        var plan = Plans.Valid() with { ForbiddenPaths = [forbidden], RetainDump = new RetainDump { Key = "k1", Directory = "/backup/shop" } };
        PlanAssert.Rejects(plan, path, "$.forbiddenPaths[0]");
    }

    [Fact]
    public void Accepts_a_forbidden_path_nothing_touches() => PlanAssert.Accepts(Plans.Valid() with { ForbiddenPaths = ["/srv/shop.env", "/opt"] });
}
