using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class WorkDirectoryRuleTests
{
    [Fact]
    public void Accepts_80_bytes() => PlanAssert.Accepts(Work("/" + new string('w', 66) + "/{run}"));

    [Fact]
    public void Rejects_81_bytes() => PlanAssert.Rejects(Work("/" + new string('w', 67) + "/{run}"), "$.workDirectory.path", "80 bytes");

    [Fact]
    public void Counts_bytes_not_characters() => PlanAssert.Rejects(Work("/" + new string('é', 40)), "$.workDirectory.path", "it is 81");

    [Theory]
    [InlineData("/srv/shop")]
    [InlineData("/srv/shop/run")]
    [InlineData("/srv")]
    public void Rejects_a_work_directory_in_or_around_the_code_tree(string path) => PlanAssert.Rejects(Work(path), "$.workDirectory.path", "code tree");

    [Theory]
    [InlineData("/var/lib/dryrun/{run}")]
    [InlineData("/var/lib/dryrun/{run}/secrets")]
    [InlineData("/var/lib/dryrun")]
    [InlineData("/var/lib/dryrun/0123456789ab/x")]
    public void Rejects_secrets_in_or_around_the_work_directory(string path) => PlanAssert.Rejects(Secrets(path), "$.workDirectory.secrets", "work directory");

    [Fact]
    public void Rejects_secrets_in_the_code_tree() => PlanAssert.Rejects(Secrets("/srv/shop/secrets"), "$.workDirectory.secrets", "code tree");

    [Fact]
    public void Accepts_a_neighbour_of_the_code_tree_that_begins_alike() => PlanAssert.Accepts(Work("/srv/shop-{run}"));

    private static Plan Work(string path) => Plans.Valid() with { WorkDirectory = Plans.Valid().WorkDirectory with { Path = path } };

    private static Plan Secrets(string path) => Plans.Valid() with { WorkDirectory = Plans.Valid().WorkDirectory with { Secrets = path } };
}
