using System.Text.Json;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Activities.Preflight.Plans;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Preflight;

public sealed class G01PlanTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Accepts_a_plan_by_name()
    {
        folder.Write("shop-v1.json", Plans.Json(Plans.Valid()));

        var verdict = await Check(new StartInput { Plan = "shop-v1" });

        Assert.Equal(GateState.Green, verdict.Gate.State);
        Assert.Equal("shop-v1", verdict.Plan?.Name);
        Assert.Equal(PlanDigest.Compute(Plans.Valid()), verdict.Sha256);
    }

    [Fact]
    public async Task Accepts_a_plan_document_with_the_approved_digest()
    {
        var verdict = await Check(new StartInput { PlanDocument = Document(), PlanSha256 = PlanDigest.Compute(Plans.Valid()) });

        Assert.Equal((GateState.Green, PlanDigest.Compute(Plans.Valid())), (verdict.Gate.State, verdict.Sha256));
        Assert.Equal("shop-v1", verdict.Plan?.Name);
    }

    [Fact]
    public async Task Refuses_another_digest_than_the_approved_one()
    {
        var verdict = await Check(new StartInput { PlanDocument = Document(), PlanSha256 = new string('0', 64) });

        AssertRed(verdict, $"sha256 {PlanDigest.Compute(Plans.Valid())}");
        Assert.Contains(new string('0', 64), verdict.Gate.Expected, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_the_plans_there_are_for_one_there_is_not()
    {
        folder.Write("a.json", "{}");
        folder.Write("b.json", "{}");

        AssertRed(await Check(new StartInput { Plan = "c" }), "only a, b");
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("sub/outside")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    [InlineData("outside.json")]
    public async Task Never_leaves_the_plan_directory(string name)
    {
        var plans = Directory.CreateDirectory(Path.Combine(folder.Path, "plans"));
        Directory.CreateDirectory(Path.Combine(plans.FullName, "sub"));
        folder.Write("outside.json", Plans.Json(Plans.Valid()));
        folder.Write("plans/sub/outside.json", Plans.Json(Plans.Valid()));

        AssertRed(await Check(new StartInput { Plan = name }, plans.FullName), "no plan in");
    }

    [Fact]
    public async Task Refuses_neither_and_both()
    {
        AssertRed(await Check(new StartInput()), "neither");
        AssertRed(await Check(new StartInput { Plan = "shop-v1", PlanDocument = Document() }), "both");
    }

    [Fact]
    public async Task Lists_every_problem_one_a_line()
    {
        var document = Plans.Document(Plans.Valid() with { Name = "Shop" });
        document["dr"]!["pull"] = "no";

        var verdict = await Check(new StartInput { PlanDocument = JsonSerializer.SerializeToElement(document) });

        AssertRed(verdict, "2 problems:");
        var lines = verdict.Gate.Found.Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("$.dr.pull is \"no\": ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("$.name is \"Shop\": ", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cuts_a_list_of_problems_no_history_would_take()
    {
        var document = JsonSerializer.SerializeToElement(Enumerable.Range(0, 20_000).ToDictionary(i => $"unknown{i}", i => i));

        var verdict = await Check(new StartInput { PlanDocument = document });

        AssertRed(verdict, " more");
        Assert.Equal(502, verdict.Gate.Found.Split('\n').Length);
        Assert.True(verdict.Gate.Found.Length < 256 * 1024, $"{verdict.Gate.Found.Length} characters");
    }

    [Fact]
    public async Task Refuses_a_file_whose_plan_has_another_name()
    {
        folder.Write("other.json", Plans.Json(Plans.Valid()));

        AssertRed(await Check(new StartInput { Plan = "other" }), "$.name is \"shop-v1\"");
    }

    [Fact]
    public async Task Refuses_a_file_too_large_to_be_a_plan()
    {
        folder.Write("dump.json", new string(' ', 1024 * 1024 + 1));

        AssertRed(await Check(new StartInput { Plan = "dump" }), "1048577 bytes");
    }

    private static void AssertRed(PlanVerdict verdict, string found)
    {
        Assert.Equal((Gate.PlanValid, GateState.Red), (verdict.Gate.Gate, verdict.Gate.State));
        Assert.Contains(found, verdict.Gate.Found, StringComparison.Ordinal);
        Assert.NotEmpty(verdict.Gate.Remedy!);
        Assert.Null(verdict.Plan);
        Assert.Null(verdict.Sha256);
    }

    private static JsonElement Document() => JsonSerializer.SerializeToElement(Plans.Valid(), Json.Options);

    private Task<PlanVerdict> Check(StartInput request, string? plans = null)
    {
        var host = new HostOptions
        {
            DockerEndpoint = new Uri("unix:///nowhere"),
            Plans = plans ?? folder.Path,
            WorkRoot = folder.Path,
            Evidence = folder.Path,
        };
        return new G01Plan(host).JudgeAsync(request.Plan, request.PlanDocument?.GetRawText(), request.PlanSha256);
    }
}
