using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Plans;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Policies;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Preflight;

public sealed class G31PolicyTests : IDisposable
{
    private static readonly Plan Plan = Plans.Valid();
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Without_a_policy_a_plan_of_the_plan_directory_is_permitted_and_no_other()
    {
        var (refused, none) = await JudgeAsync(Plan);
        Assert.Equal((GateState.Red, Gate.PlanPermitted), (refused.State, refused.Gate));
        Assert.Contains("DRYRUN_POLICY is not set", refused.Found, StringComparison.Ordinal);
        Assert.Contains("`dryrun policy suggest PLAN`", refused.Remedy, StringComparison.Ordinal);
        Assert.Null(none);

        // By its digest: the name of the file and the order of members do not count.
        File.WriteAllText(scratch.At("plans/some.json"), $"\n  {Plans.Json(Plan)}");
        Assert.Equal(GateState.Green, (await JudgeAsync(Plan)).Gate.State);
        Assert.Equal(GateState.Red, (await JudgeAsync(Plan with { Description = "edited" })).Gate.State);
    }

    [Fact]
    public async Task What_lies_in_the_plan_directory_and_is_no_plan_is_passed_over()
    {
        File.WriteAllText(scratch.At("plans/a.json"), "{");
        File.WriteAllText(scratch.At("plans/b.json"), new string(' ', 1024 * 1024 + 1));
        File.CreateSymbolicLink(scratch.At("plans/c.json"), scratch.At("nowhere"));
        using (var process = System.Diagnostics.Process.Start("mkfifo", scratch.At("plans/d.json")))
        {
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        File.WriteAllText(scratch.At("elsewhere"), Plans.Json(Plan));
        File.CreateSymbolicLink(scratch.At("plans/e.json"), scratch.At("elsewhere"));
        Assert.Equal(GateState.Green, (await JudgeAsync(Plan)).Gate.State);
    }

    [Fact]
    public async Task A_policy_that_permits_the_plan_is_named_with_its_digest()
    {
        var file = Write(PolicySuggestion.For(Plan));
        var (gate, policy) = await JudgeAsync(Plan, file);

        Assert.Equal(GateState.Green, gate.State);
        Assert.Equal(file, policy?.File);
        Assert.Contains(policy!.Sha256, gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_was_edited_is_refused_by_the_names_of_the_lines()
    {
        var edited = Plan with { Production = Plan.Production with { Container = "payroll-postgres" }, Dr = Plan.Dr with { Image = "evil:1", Pull = true } };
        var (gate, policy) = await JudgeAsync(edited, Write(PolicySuggestion.For(Plan)));

        Assert.Equal(GateState.Red, gate.State);
        Assert.StartsWith($"3 lines of the policy of sha256 {policy?.Sha256} do not permit it:\nplans: ", gate.Found, StringComparison.Ordinal);
        Assert.Contains("\nproductions: expected one of container \"shop-postgres\", found $.production container \"payroll-postgres\".", gate.Found, StringComparison.Ordinal);
        Assert.Contains("\nimages: expected one of \"postgres:17\", \"shop-harness:1\", found $.dr.image \"evil:1\".", gate.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_was_changed_meanwhile_counts_and_one_that_was_broken_refuses()
    {
        var file = Write(PolicySuggestion.For(Plan));
        var (_, first) = await JudgeAsync(Plan, file);
        Write(PolicySuggestion.For(Plan) with { Images = [] });
        var (red, second) = await JudgeAsync(Plan, file);
        File.WriteAllText(file, """{"productions":[],"images":[],"codeRoots":[],"everything":true}""");
        var (broken, third) = await JudgeAsync(Plan, file);
        File.Delete(file);
        var (gone, none) = await JudgeAsync(Plan, file);

        Assert.Equal([GateState.Red, GateState.Red, GateState.Red], new[] { red.State, broken.State, gone.State });
        Assert.Equal(3, new[] { first?.Sha256, second?.Sha256, third?.Sha256 }.OfType<string>().Distinct().Count());
        Assert.Contains("$.everything is true or false: the policy has no such member", broken.Found, StringComparison.Ordinal);
        Assert.Contains("found nothing", gone.Found, StringComparison.Ordinal);
        Assert.Null(none);
    }

    [Fact]
    public async Task No_link_leads_around_a_line()
    {
        Directory.CreateDirectory(scratch.At("roots"));
        Directory.CreateDirectory(scratch.At("secret"));
        Directory.CreateSymbolicLink(scratch.At("roots/shop"), scratch.At("secret"));
        var plan = Plan with { Code = Plan.Code with { Repository = scratch.At("roots/shop") } };
        var host = PolicySuggestion.For(plan) with { CodeRoots = [scratch.At("roots")] };

        var (gate, _) = await JudgeAsync(plan, Write(host));
        Assert.Contains($"codeRoots: expected one of, or below, \"{scratch.At("roots")}\", found $.code.repository \"{scratch.At("secret")}\", where its links lead.", gate.Found, StringComparison.Ordinal);
        Assert.Equal(GateState.Green, (await JudgeAsync(plan, Write(host with { CodeRoots = [scratch.At("roots"), scratch.At("secret")] }))).Gate.State);

        var (forbidden, _) = await JudgeAsync(plan, Write(host with { CodeRoots = [scratch.At("roots"), scratch.At("secret")], ForbiddenPaths = [scratch.At("secret")] }));
        Assert.Contains("forbiddenPaths[0]: ", forbidden.Found, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_that_leads_in_circles_is_answered_and_not_asked_for_ever()
    {
        File.CreateSymbolicLink(scratch.At("round"), scratch.At("round"));
        var plan = Plan with { Code = Plan.Code with { Repository = scratch.At("round") } };

        Assert.Equal(GateState.Green, (await JudgeAsync(plan, Write(PolicySuggestion.For(plan)))).Gate.State);
    }

    private string Write(Policy policy)
    {
        var file = scratch.At("policy.json");
        File.WriteAllText(file, PolicyTexts.Json(policy));
        return file;
    }

    private Task<(GateResult Gate, Workflows.Contract.Captures.PolicyCapture? Policy)> JudgeAsync(Plan plan, string? policy = null) => new G31Policy(scratch.Host with { Policy = policy })
        .JudgeAsync(new PolicyCheck { Plan = plan, Sha256 = PlanDigest.Compute(plan) }, TestContext.Current.CancellationToken);
}
