using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Policies;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;
using DotIuCutter.Temporal.Workflows.Policies.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PolicyDocuments;

public sealed class PolicyDocumentTests
{
    private static Policy Valid => PolicySuggestion.For(Plans.Valid());

    [Fact]
    public void Accepts_what_is_suggested() => Assert.Equal("", Problems(Valid));

    [Fact]
    public void Accepts_no_more_than_lists_and_then_takes_plans_of_the_directory_alone()
    {
        var policy = PolicyDocument.Read("""{"productions":[],"images":[],"codeRoots":[]}""").Policy;

        Assert.Equal((true, false, 0), (policy?.Plans.InDirectory, policy?.Plans.Any, policy?.Plans.Digests.Count));
        Assert.Null(policy?.Ceilings.MemoryMegabytes);
    }

    [Fact]
    public void Refuses_members_it_does_not_know_and_says_which_was_meant()
    {
        var document = PolicyTexts.Document(Valid);
        document["codeRoot"] = "/srv";
        document["plans"]!["everyone"] = true;
        var problems = PolicyDocument.Read(document.ToJsonString()).Problems;

        Assert.Equal(["$.plans.everyone", "$.codeRoot"], problems.Select(p => p.Path));
        Assert.All(problems, p => Assert.Equal("the policy has no such member", p.Rule));
        Assert.Contains("codeRoots", problems[1].Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "a list")]
    [InlineData("{\"productions\":[],}", "not JSON")]
    public void Refuses_what_is_no_object(string text, string found) => Assert.Contains(found, PolicyDocument.Read(text).Problems[0].Value, StringComparison.Ordinal);

    [Fact]
    public void Names_every_problem_at_once() => Assert.Equal(
        ["$.plans.digests[0]", "$.productions[0]", "$.productions[0].databases", "$.productions[0].role", "$.images[0].image", "$.codeRoots[0]", "$.protected[0]", "$.ceilings.processes"],
        PolicyDocument.Read(PolicyTexts.Json(new Policy
        {
            Plans = new PlanOrigins { Digests = ["ABC"] },
            Productions = [new ProductionPermit { Databases = [], Role = " " }],
            Images = [new ImagePermit { Image = "postgres:*" }],
            CodeRoots = ["srv"],
            Protected = ["/name"],
            Ceilings = new Ceilings { Processes = 0 },
        })).Problems.Select(p => p.Path));

    [Theory]
    [InlineData("sha256:abc", false)]
    [InlineData("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("postgres@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("", false)]
    [InlineData("-it", false)]
    public void Takes_a_whole_digest_or_a_reference(string image, bool taken) => Assert.Equal(taken, Problems(Valid with { Images = [new ImagePermit { Image = image }] }).Length == 0);

    [Theory]
    [InlineData("/")]
    [InlineData("/srv/")]
    [InlineData("/srv/../etc")]
    [InlineData("/srv/{run}")]
    public void Takes_exact_paths_only(string path)
    {
        Assert.StartsWith("$.codeRoots[0]", Problems(Valid with { CodeRoots = [path] }), StringComparison.Ordinal);
        Assert.StartsWith("$.retainedDumps[0]", Problems(Valid with { RetainedDumps = [path] }), StringComparison.Ordinal);
        Assert.StartsWith("$.forbiddenPaths[0]", Problems(Valid with { ForbiddenPaths = [path] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Never_shows_what_stands_in_place_of_a_secrets_name()
    {
        var problems = Problems(Valid with { Productions = [new ProductionPermit { Secret = "postgres://reader:hunter2@db", Databases = ["shop"], Role = "reader" }] });

        Assert.StartsWith("$.productions[0].secret is set", problems, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", problems, StringComparison.Ordinal);
    }

    private static string Problems(Policy policy) => string.Join('\n', PolicyDocument.Read(PolicyTexts.Json(policy)).Problems);
}
