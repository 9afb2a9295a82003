using System.Text.Json;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Plans;
using Xunit;

namespace DotIuCutter.Temporal.Tests.EndToEnd;

/// <summary>`dryrun plan` on the Docker host, without a Temporal.</summary>
[Trait("needs", "docker")]
public sealed class PlanStateTests(TestWorld world)
{
    [Fact]
    public async Task Shows_what_the_plan_would_meet_now_and_changes_nothing()
    {
        await world.ReadyAsync();
        var plan = world.Plan("shown", ("once", TestWorld.OneRow));
        var (code, output, error) = await PlanAsync(plan);
        Assert.True(code == 0, output + error);
        Assert.Contains("G-08 was green", output, StringComparison.Ordinal);
        Assert.Contains($"  {plan.Protected[0]} is running since 20", output, StringComparison.Ordinal);
        Assert.Contains("production has ", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(plan.WorkDirectory.Path));
        Assert.False(Directory.Exists(plan.WorkDirectory.Secrets));
    }

    [Fact]
    public async Task Ends_with_3_where_preflight_would_refuse()
    {
        await world.ReadyAsync();
        var sound = world.Plan("refused", ("once", TestWorld.OneRow));
        var (code, output, _) = await PlanAsync(sound with { Protected = ["nobody-knows-it"], Code = sound.Code with { Commit = new string('0', 40) } });
        Assert.Equal(3, code);
        Assert.Contains("G-03 was RED", output, StringComparison.Ordinal);
        Assert.Contains("G-06 was RED", output, StringComparison.Ordinal);
        Assert.Contains("G-07 was green", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_engine_it_says_of_each_gate_that_it_could_not_be_looked_at()
    {
        await world.ReadyAsync();
        var (code, output, _) = await PlanAsync(world.Plan("blind", ("once", TestWorld.OneRow)), docker: "unix:///nowhere/docker.sock");
        Assert.Equal(3, code);
        Assert.Contains("G-03 could not be evaluated", output, StringComparison.Ordinal);
        Assert.Contains("G-06 was green", output, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> PlanAsync(Plan plan, string? docker = null)
    {
        var options = world.Options("127.0.0.1:1");
        options["DRYRUN_EVIDENCE"] = $"{world.Root}/evidence/{plan.Name}";
        options["DRYRUN_DOCKER"] = docker ?? options["DRYRUN_DOCKER"];
        var file = $"{options["DRYRUN_PLANS"]}/{plan.Name}.json";
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(plan, Json.Indented));
        return await Shell.TryAsync(WorkerProcess.Executable, ["plan", file], options);
    }
}
