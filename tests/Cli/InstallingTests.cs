using System.Text.RegularExpressions;
using DotIuCutter.Temporal.Activities.Host;
using DotIuCutter.Temporal.Tests.Builders;
using DotIuCutter.Temporal.Workflows.Plans.Validation;
using DotIuCutter.Temporal.Workflows.Policies.Judgement;
using DotIuCutter.Temporal.Workflows.Policies.Validation;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>The unit and its environment agree with the worker and with each other.</summary>
public sealed partial class InstallingTests
{
    private static readonly string Unit = File.ReadAllText(Repository.File("examples/systemd/dryrun-worker.service"));

    private static readonly IReadOnlyDictionary<string, string> Variables = File.ReadAllLines(Repository.File("examples/systemd/worker.env"))
        .Select(line => Assignment().Match(line)).Where(m => m.Success).ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

    [Fact]
    public void Every_variable_is_one_that_the_README_explains() => Assert.All(
        Variables.Keys, name => Assert.Contains($"`{name}`", File.ReadAllText(Repository.File("README.md")), StringComparison.Ordinal));

    [Fact]
    public void What_the_worker_writes_can_be_written_and_nothing_else()
    {
        var writable = Settings("ReadWritePaths").ToList();
        var host = HostOptions.FromEnvironment(name => Variables.GetValueOrDefault(name));
        Assert.All([host.WorkRoot, host.Evidence, host.DockerEndpoint.AbsolutePath, "/dev/shm"], path => Assert.Contains(writable, w => path == w || path.StartsWith($"{w}/", StringComparison.Ordinal)));
        Assert.All([host.Plans, host.Secrets, host.Keys, host.Policy, host.SigningKey, host.Webhook], path => Assert.DoesNotContain(writable, w => path!.StartsWith(w, StringComparison.Ordinal)));
        Assert.Equal(["strict"], Settings("ProtectSystem"));
    }

    /// <summary>What is installed first permits nothing; the demo's permits the demo's plan, and both are policies.</summary>
    [Theory]
    [InlineData("examples/systemd/policy.json", false)]
    [InlineData("examples/dot-iu-cutter/policy.json", true)]
    public void The_policies_that_come_with_it_are_valid_and_permit_what_they_say(string file, bool permits)
    {
        var (reading, plan) = (PolicyDocument.Read(File.ReadAllText(Repository.File(file))), PlanDocument.Read(File.ReadAllText(Repository.File("examples/dot-iu-cutter/dot-iu-cutter-v0.4.json"))).Plan!);
        Assert.Empty(reading.Problems);
        var findings = PolicyJudge.Judge(reading.Policy, plan, new PlanOrigin { Sha256 = PlanDigest.Compute(plan), InDirectory = true });
        Assert.Equal(permits ? [] : ["productions", "images", "images", "codeRoots"], findings.Select(f => f.Line));
    }

    private static IEnumerable<string> Settings(string name) => Setting().Matches(Unit).Where(m => m.Groups[1].Value == name).Select(m => m.Groups[2].Value.Trim());

    /// <summary>One that is commented out is an offer, and has to be as true.</summary>
    [GeneratedRegex(@"\A#?([A-Z][A-Z_]+)=(.*)\z")]
    private static partial Regex Assignment();

    [GeneratedRegex("^([A-Za-z]+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
