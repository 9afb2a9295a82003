using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class DistinctObjectsRuleTests
{
    [Fact]
    public void Rejects_two_containers_of_one_name() =>
        PlanAssert.Rejects(With(o => o with { HarnessContainer = o.DrContainer }), "$.objects.harnessContainer", "$.objects.drContainer");

    [Fact]
    public void Rejects_one_name_for_objects_of_two_kinds() => PlanAssert.Rejects(With(o => o with { Volume = o.Network }), "$.objects.volume", "$.objects.network");

    [Fact]
    public void Rejects_names_that_differ_only_by_case() =>
        PlanAssert.Rejects(With(o => o with { DrContainer = "run-pg", HarnessContainer = "Run-PG" }), "$.objects.harnessContainer", "case aside");

    [Fact]
    public void Rejects_names_that_some_nonce_makes_equal() =>
        PlanAssert.Rejects(With(o => o with { DrContainer = "x-{run}", HarnessContainer = "x-0123456789ab" }), "$.objects.harnessContainer", "differ");

    [Fact]
    public void Accepts_names_no_nonce_makes_equal() => PlanAssert.Accepts(With(o => o with { DrContainer = "x-{run}", HarnessContainer = "x-0123456789xy" }));

    private static Plan With(Func<Objects, Objects> how) => Plans.Valid() with { Objects = how(Plans.Valid().Objects) };
}
