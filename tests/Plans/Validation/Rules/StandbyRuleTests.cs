using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.PlanDocuments.Validation.Rules;

public sealed class StandbyRuleTests
{
    private const string At = "$.production.standby";

    [Fact]
    public void Accepts_a_protected_container_by_exec_and_a_secret_by_connection()
    {
        PlanAssert.Accepts(With(new Standby { Container = "shop-standby" }));
        PlanAssert.Accepts(ByConnection(new Standby { Secret = "standby" }));
    }

    [Fact]
    public void Rejects_what_its_read_path_cannot_reach()
    {
        PlanAssert.Rejects(With(new Standby()), $"{At}.container", "runs in the standby's container");
        PlanAssert.Rejects(ByConnection(new Standby()), $"{At}.secret", "needs a secret");
        Assert.Equal("set", PlanAssert.Rejects(With(new Standby { Container = "shop-standby", Secret = "standby" }), $"{At}.secret", "uses no secret").Value);
        PlanAssert.Rejects(ByConnection(new Standby { Secret = "standby", Container = "shop-standby" }), $"{At}.container", "reads in no container");
    }

    [Fact]
    public void Rejects_production_itself_and_a_container_that_is_not_protected()
    {
        PlanAssert.Rejects(With(new Standby { Container = Plans.Valid().Production.Container }), $"{At}.container", "another container than production's");
        PlanAssert.Rejects(With(new Standby { Container = "shop-other" }), $"{At}.container", "protected");
    }

    [Fact]
    public void Rejects_a_secret_that_is_no_name_and_does_not_repeat_it() =>
        Assert.Equal("set", PlanAssert.Rejects(ByConnection(new Standby { Secret = "Host=db;Password=x" }), $"{At}.secret", "secret's name").Value);

    private static Plan With(Standby standby)
    {
        var plan = Plans.Valid();
        return plan with { Production = plan.Production with { Standby = standby }, Protected = [.. plan.Protected, "shop-standby"] };
    }

    private static Plan ByConnection(Standby standby)
    {
        var plan = With(standby);
        return plan with { Production = plan.Production with { ReadPath = ReadPath.Connection, Secret = "production" } };
    }
}
