using CsCheck;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.PlanDocuments;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Policies;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;
using DotIuCutter.Temporal.Workflows.Policies.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PolicyDocuments;

public sealed class PolicyProperties
{
    [Fact]
    public void What_is_suggested_for_a_plan_is_a_valid_policy_that_permits_it_from_anywhere() => PlanGen.Valid.Sample(plan =>
    {
        var suggested = PolicySuggestion.For(plan);
        var reading = PolicyDocument.Read(PolicyTexts.Json(suggested));

        Assert.Equal("", string.Join('\n', reading.Problems));
        Assert.Equal(PolicyTexts.Json(suggested), PolicyTexts.Json(reading.Policy!));
        Assert.Equal("", Judge(reading.Policy, plan));
    });

    [Fact]
    public void A_plan_that_asks_for_more_is_refused_by_the_name_of_the_line() => PlanGen.Valid.Sample(plan =>
    {
        var policy = PolicySuggestion.For(plan) with { Plans = new PlanOrigins { Any = true } };
        foreach (var (line, wider) in Widenings.Of(plan))
        {
            var findings = PolicyJudge.Judge(policy, wider, OriginOf(wider, inDirectory: false));
            Assert.True(findings.Any(f => f.Line == line), $"expected a finding of {line}, found: {string.Join('\n', findings)}");
            Assert.All(findings, f => Assert.All([f.Subject, f.Expected, f.Found, f.Remedy], Assert.NotEmpty));
        }
    });

    [Fact]
    public void Any_edit_whatever_is_refused_by_the_digest_that_was_suggested() => PlanGen.Valid.Sample(plan =>
    {
        var policy = PolicySuggestion.For(plan);
        Assert.All(Widenings.Of(plan), w => Assert.Contains(PolicyJudge.Judge(policy, w.Plan, OriginOf(w.Plan, inDirectory: true)), f => f.Line == "plans"));
    });

    [Fact]
    public void A_stricter_policy_never_permits_more()
    {
        var permitted = 0;
        Gen.Select(PlanGen.Valid, PlanGen.Valid).SelectMany(pair => Tightenings.Of(Both(pair.Item1, pair.Item2)).Select(strict => (pair.Item1, pair.Item2, strict))).Sample(
            (one, other, strict) =>
            {
                var loose = Both(one, other);
                foreach (var plan in new[] { one, other }.Concat(Widenings.Of(one).Select(w => w.Plan)))
                {
                    foreach (var inDirectory in new[] { true, false })
                    {
                        var origin = OriginOf(plan, inDirectory);
                        if (PolicyJudge.Judge(strict, plan, origin).Count == 0)
                        {
                            Interlocked.Increment(ref permitted);
                            Assert.Equal("", string.Join('\n', PolicyJudge.Judge(loose, plan, origin)));
                        }
                    }
                }
            });

        // Else nothing was compared.
        Assert.True(permitted > 100, $"{permitted} plans were permitted by a stricter policy");
    }

    [Fact]
    public void Without_a_policy_a_plan_counts_by_where_it_lies_alone() => PlanGen.Valid.Sample(plan =>
    {
        Assert.Empty(PolicyJudge.Judge(null, plan, OriginOf(plan, inDirectory: true)));
        Assert.Equal("no policy", Assert.Single(PolicyJudge.Judge(null, plan, OriginOf(plan, inDirectory: false))).Line);
    });

    /// <summary>A policy for two plans: as a host's is, that serves several.</summary>
    private static Policy Both(Plan one, Plan other)
    {
        var (a, b) = (PolicySuggestion.For(one), PolicySuggestion.For(other));
        return new Policy
        {
            Plans = new PlanOrigins { InDirectory = true, Any = true, Digests = [.. a.Plans.Digests, .. b.Plans.Digests] },
            Productions = [.. a.Productions, .. b.Productions],
            Images = [.. a.Images, .. b.Images],
            CodeRoots = [.. a.CodeRoots, .. b.CodeRoots],
            RetainedDumps = [.. a.RetainedDumps, .. b.RetainedDumps],
            Ceilings = new Ceilings { MemoryMegabytes = 1_000_000, Processes = 100_000, StatementSeconds = 10_000 },
        };
    }

    private static string Judge(Policy? policy, Plan plan) => string.Join('\n', PolicyJudge.Judge(policy, plan, OriginOf(plan, inDirectory: false)));

    private static PlanOrigin OriginOf(Plan plan, bool inDirectory) => new() { Sha256 = PlanDigest.Compute(plan), InDirectory = inDirectory };
}
