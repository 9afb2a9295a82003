using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class RetainDumpRuleTests
{
    [Theory]
    [InlineData("/var/lib/dryrun")]
    [InlineData("/var/lib/dryrun/{run}")]
    [InlineData("/var/lib/dryrun/aaaaaaaaaaaa/kept")]
    [InlineData("/dev/shm")]
    [InlineData("/srv/shop/dumps")]
    public void Rejects_a_directory_in_or_around_what_the_run_removes_or_protects(string directory)
    {
        // {run} is not replaced here, so it is refused as a brace.
        var rule = directory.Contains("{run}", StringComparison.Ordinal) ? "not replaced here" : "apart";
        PlanAssert.Rejects(With("k1", directory), "$.retainDump.directory", rule);
    }

    [Theory]
    [InlineData("../k1")]
    [InlineData("")]
    [InlineData("c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0cw==")]
    public void Rejects_a_key_that_is_no_name_and_does_not_repeat_it(string key) =>
        Assert.Equal("set", PlanAssert.Rejects(With(key, "/backup/shop"), "$.retainDump.key", "key's name").Value);

    [Fact]
    public void Accepts_a_directory_of_its_own() => PlanAssert.Accepts(With("k1", "/backup/shop"));

    [Fact]
    public void One_that_is_used_again_keeps_the_same_rules()
    {
        PlanAssert.Rejects(Reusing(r => r with { Directory = "/var/lib/dryrun" }), "$.reuseDump.directory", "apart");
        Assert.Equal("set", PlanAssert.Rejects(Reusing(r => r with { Key = "../k1" }), "$.reuseDump.key", "key's name").Value);
        PlanAssert.Rejects(Reusing(r => r with { MaxAgeMinutes = 0 }), "$.reuseDump.maxAgeMinutes", "must be 1 to");
        PlanAssert.Accepts(Reusing(r => r));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB")]
    public void One_that_is_used_again_is_named_by_its_whole_digest(string sha256) => PlanAssert.Rejects(Reusing(r => r with { Sha256 = sha256 }), "$.reuseDump.sha256", "SHA-256");

    [Fact]
    public void One_that_is_used_again_is_not_retained_again() =>
        PlanAssert.Rejects(Reusing(r => r) with { RetainDump = new RetainDump { Key = "k1", Directory = "/backup/shop" } }, "$.retainDump", "retained already");

    private static Plan Reusing(Func<ReuseDump, ReuseDump> with) =>
        Plans.Valid() with { ReuseDump = with(new ReuseDump { Key = "k1", Directory = "/backup/shop", Sha256 = new string('b', 64) }) };

    private static Plan With(string key, string directory) => Plans.Valid() with { RetainDump = new RetainDump { Key = key, Directory = directory } };
}
