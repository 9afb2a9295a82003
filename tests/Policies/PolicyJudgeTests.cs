using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Policies;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PolicyDocuments;

public sealed class PolicyJudgeTests
{
    private static readonly string Digest = $"sha256:{new string('a', 64)}";

    private static Policy Host => PolicySuggestion.For(Plans.Valid()) with { Plans = new PlanOrigins { Any = true } };

    [Fact]
    public void Says_line_plan_expected_found_and_remedy()
    {
        var plan = Plans.Valid() with { Production = Plans.Valid().Production with { Database = "payroll" } };

        Assert.Equal(
            "productions[0].databases: expected one of \"shop\", found $.production.database \"payroll\". Read what the policy permits, or have root of the host add this to the policy.",
            Assert.Single(Judge(Host, plan)).ToString());
    }

    [Fact]
    public void Names_every_line_at_once_in_the_policys_order()
    {
        var plan = Plans.Valid() with
        {
            Protected = [],
            Production = Plans.Valid().Production with { Container = "payroll" },
            Dr = Plans.Valid().Dr with { Image = "evil:1", MemoryMegabytes = 99_999 },
            Code = Plans.Valid().Code with { Repository = "/etc" },
        };

        Assert.Equal(["productions", "images", "codeRoots", "protected[0]", "ceilings.memoryMegabytes"], Judge(Host, plan).Select(f => f.Line));
    }

    [Fact]
    public void One_entry_must_permit_all_of_a_server()
    {
        var (container, role) = ("shop-postgres", "dryrun_reader");
        var host = Host with
        {
            Productions =
            [
                new ProductionPermit { Container = container, Databases = ["payroll"], Role = "auditor" },
                new ProductionPermit { Container = container, Databases = ["stock", "shop"], Role = role },
            ],
        };

        Assert.Empty(Judge(host, Plans.Valid()));
        Assert.Equal("productions[0].role", Assert.Single(Judge(host, Read(p => p with { Database = "payroll" }))).Line);
    }

    [Fact]
    public void The_standby_that_is_dumped_must_be_listed_too()
    {
        var plan = Read(p => p with { Standby = new Standby { Container = "pg-dry-run-earlier" } });

        Assert.Equal(("productions", "$.production.standby"), Assert.Single(Judge(Host, plan).Select(f => (f.Line, f.Subject))));
        Assert.Empty(Judge(PolicySuggestion.For(plan), plan));
    }

    [Fact]
    public void A_secret_alone_is_not_the_container_with_that_secret()
    {
        var plan = Read(p => p with { ReadPath = ReadPath.Connection, Secret = "dsn" });
        var secretOnly = Host with { Productions = [new ProductionPermit { Secret = "dsn", Databases = ["shop"], Role = "dryrun_reader" }] };

        Assert.Equal("productions", Assert.Single(Judge(secretOnly, plan)).Line);
        Assert.Empty(Judge(secretOnly, plan with { Production = plan.Production with { Container = null } }));
    }

    [Theory]
    [InlineData("postgres:17@{0}", true)]
    [InlineData("{0}", true)]
    [InlineData("postgres:17", false)]
    [InlineData("evil{0}", false)]
    [InlineData("postgres@{0}0", false)]
    public void A_digest_permits_every_reference_that_ends_in_it(string image, bool permitted)
    {
        var plan = Plans.Valid() with { Dr = Plans.Valid().Dr with { Image = string.Format(System.Globalization.CultureInfo.InvariantCulture, image, Digest) } };
        var host = Host with { Images = [new ImagePermit { Image = Digest }, new ImagePermit { Image = "shop-harness:1" }] };

        Assert.Equal(permitted, Judge(host, plan).Count == 0);
    }

    [Fact]
    public void An_image_that_may_be_pulled_by_one_entry_may_be_pulled()
    {
        var plan = Plans.Valid() with { Dr = Plans.Valid().Dr with { Pull = true } };

        Assert.Equal("images[0].pull", Assert.Single(Judge(Host, plan)).Line);
        Assert.Empty(Judge(Host with { Images = [.. Host.Images, new ImagePermit { Image = "postgres:17", Pull = true }] }, plan));
    }

    [Theory]
    [InlineData("/srv/shop", true)]
    [InlineData("/srv/shop/deep/down", true)]
    [InlineData("/srv/shopping", false)]
    [InlineData("/srv", false)]
    public void A_directory_lies_below_a_root_by_whole_components(string repository, bool permitted) =>
        Assert.Equal(permitted, Judge(Host, Plans.Valid() with { Code = Plans.Valid().Code with { Repository = repository } }).Count == 0);

    [Fact]
    public void A_forbidden_path_holds_for_a_plan_that_does_not_forbid_it()
    {
        var host = Host with { ForbiddenPaths = ["/var/lib", "/etc/shadow"] };
        var plan = Plans.Valid() with { ForbiddenPaths = [], Scenarios = [Plans.Writes() with { Sql = new SqlStatements { Statements = ["COPY t FROM '/etc/shadow'"] } }] };

        Assert.Equal([("forbiddenPaths[0]", "$.workDirectory.path"), ("forbiddenPaths[1]", "$.scenarios[0].sql.statements[0]")], Judge(host, plan).Select(f => (f.Line, f.Subject)));
    }

    [Theory]
    [InlineData(true, "none", false, true, true)]
    [InlineData(true, "none", false, false, false)]
    [InlineData(false, "none", false, true, false)]
    [InlineData(false, "this", false, false, true)]
    [InlineData(true, "another", false, false, false)]
    [InlineData(false, "none", true, false, true)]
    public void A_plan_is_accepted_by_where_it_lies_its_digest_or_as_any(bool inDirectory, string listed, bool any, bool lies, bool accepted)
    {
        var sha256 = PlanDigest.Compute(Plans.Valid());
        string[] digests = listed switch { "this" => [sha256], "another" => [new string('0', 64)], _ => [] };
        var host = Host with { Plans = new PlanOrigins { InDirectory = inDirectory, Digests = digests, Any = any } };

        var findings = PolicyJudge.Judge(host, Plans.Valid(), new PlanOrigin { Sha256 = sha256, InDirectory = lies });
        Assert.Equal(accepted ? [] : ["plans"], findings.Select(f => f.Line));
    }

    private static Plan Read(Func<ProductionSource, ProductionSource> change) => Plans.Valid() with { Production = change(Plans.Valid().Production) };

    private static IReadOnlyList<PolicyFinding> Judge(Policy policy, Plan plan) =>
        PolicyJudge.Judge(policy, plan, new PlanOrigin { Sha256 = PlanDigest.Compute(plan), InDirectory = false });
}
