using System.Text.Json;
using System.Text.Json.Nodes;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Tests.Host;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>What the command says of policies; it needs neither Docker nor Temporal for it.</summary>
public sealed class PolicyCommandTests : IDisposable
{
    private readonly Scratch scratch = new();
    private readonly Terminal terminal = new("127.0.0.1:1");

    public void Dispose()
    {
        terminal.Dispose();
        scratch.Dispose();
    }

    [Theory]
    [InlineData("examples/dot-iu-cutter/dot-iu-cutter-v0.4.json")]
    [InlineData(null)]
    public async Task What_suggest_prints_check_accepts_and_permits(string? example)
    {
        var plan = example is null ? Write("plan.json", SamplePlan.Any("sample")) : Repository.File(example);
        Assert.Equal(0, await terminal.RunAsync("policy", "suggest", plan));
        File.WriteAllText(scratch.At("policy.json"), terminal.Out);

        Assert.Equal(0, await terminal.RunAsync("policy", "check", scratch.At("policy.json"), "--plan", plan));
        Assert.StartsWith("It permits plan '", terminal.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_that_asks_for_more_is_refused_with_3_and_each_line_is_named()
    {
        var (plan, policy) = (SamplePlan.Any("sample"), Write("policy.json", PolicySuggestion.For(SamplePlan.Any("sample")) with { Plans = new() }));
        var wider = Write("wider.json", plan with { Production = plan.Production with { Role = "postgres" }, Dr = plan.Dr with { Image = "evil:1" } });

        Assert.Equal(3, await terminal.RunAsync("policy", "check", policy, "--plan", wider));
        Assert.Equal("It does not permit plan 'sample' (G-31): 2 finding(s).", terminal.Lines[^3]);
        Assert.StartsWith("  productions[0].role: expected \"reader\", found $.production.role \"postgres\". ", terminal.Lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("  images: ", terminal.Lines[^1], StringComparison.Ordinal);

        Assert.Equal(3, await terminal.RunAsync("policy", "check", policy, "--plan", wider, "--json"));
        Assert.Contains("\"line\": \"productions[0].role\"", terminal.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invalid_policy_or_plan_ends_with_2_and_every_problem()
    {
        var policy = Write("policy.json", new JsonObject { ["productions"] = new JsonArray(), ["images"] = 1, ["everything"] = true });
        Assert.Equal(2, await terminal.RunAsync("policy", "check", policy));
        Assert.Contains("found 3 problems:", terminal.Out, StringComparison.Ordinal);
        Assert.Contains("$.everything is true or false: the policy has no such member", terminal.Out, StringComparison.Ordinal);

        Assert.Equal(2, await terminal.RunAsync("policy", "suggest", policy));
        Assert.Contains($"Plan '{policy}' is not valid: ", terminal.Error, StringComparison.Ordinal);
        Assert.Equal(2, await terminal.RunAsync("policy", "check"));
        Assert.Contains("DRYRUN_POLICY is not set", terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_one_in_force_is_looked_at_as_the_worker_reads_it_and_a_named_one_is_warned_of()
    {
        var policy = Write("policy.json", PolicySuggestion.For(SamplePlan.Any("sample")));
        File.SetUnixFileMode(policy, (UnixFileMode)Convert.ToInt32("666", 8));
        Assert.Equal(0, await terminal.RunAsync("policy", "check", policy));
        Assert.StartsWith("A worker would not go by it as it lies there: DRYRUN_POLICY is '", terminal.Lines[^1], StringComparison.Ordinal);

        terminal.Environment["DRYRUN_POLICY"] = policy;
        Assert.Equal(2, await terminal.RunAsync("policy", "check"));
        Assert.Contains("found mode 666", terminal.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chmod", "found mode 666")]
    [InlineData("none", "found nothing")]
    [InlineData("member", "the policy has no such member")]
    public async Task No_worker_starts_with_a_policy_that_it_cannot_go_by(string fault, string said)
    {
        var policy = Write("policy.json", fault == "member" ? new JsonObject { ["everything"] = true } : (object)PolicySuggestion.For(SamplePlan.Any("sample")));
        File.SetUnixFileMode(policy, (UnixFileMode)Convert.ToInt32(fault == "chmod" ? "666" : "644", 8));
        OnTheHost(fault == "none" ? scratch.At("no.json") : policy);

        Assert.Equal(2, await terminal.RunAsync("worker"));
        Assert.StartsWith("The worker cannot start:", terminal.Error, StringComparison.Ordinal);
        Assert.Contains(said, terminal.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_names_the_policy_in_force_and_its_digest_or_that_there_is_none()
    {
        OnTheHost(null);
        await terminal.RunAsync("doctor");
        Assert.Contains($"ok       Policy: none (DRYRUN_POLICY), so plans of {scratch.At("plans")} are accepted and no others", terminal.Lines);

        var policy = Write("policy.json", PolicySuggestion.For(SamplePlan.Any("sample")));
        OnTheHost(policy);
        await terminal.RunAsync("doctor");
        var sha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(policy)));
        Assert.Contains($"ok       Policy: {policy}, sha256 {sha256} (DRYRUN_POLICY)", terminal.Lines);
    }

    [Fact]
    public async Task Plan_looks_at_nothing_that_the_policy_does_not_permit()
    {
        var plan = SamplePlan.Any("sample");
        OnTheHost(Write("policy.json", PolicySuggestion.For(plan) with { Images = [] }));

        Assert.Equal(3, await terminal.RunAsync("plan", Write("plan.json", plan)));
        Assert.Contains(terminal.Lines, l => l.StartsWith("  G-31 was RED: plan 'sample': expected policy '", StringComparison.Ordinal));
        Assert.Contains("Nothing else was looked at, since the policy does not permit the plan.", terminal.Lines);
        Assert.DoesNotContain("G-02 was", terminal.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("G-02 could", terminal.Out, StringComparison.Ordinal);
    }

    private void OnTheHost(string? policy)
    {
        foreach (var (name, value) in new[]
        {
            ("DRYRUN_DOCKER", $"unix://{scratch.Root}/no.sock"), ("DRYRUN_PLANS", scratch.Host.Plans), ("DRYRUN_WORK_ROOT", scratch.Host.WorkRoot), ("DRYRUN_EVIDENCE", scratch.Host.Evidence),
        })
        {
            terminal.Environment[name] = value;
        }

        if (policy is not null)
        {
            terminal.Environment["DRYRUN_POLICY"] = policy;
        }
    }

    private string Write(string name, object document)
    {
        File.WriteAllText(scratch.At(name), document is JsonObject json ? json.ToJsonString() : JsonSerializer.Serialize(document, Json.Options));
        return scratch.At(name);
    }
}
