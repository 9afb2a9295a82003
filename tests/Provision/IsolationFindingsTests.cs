using DotIuCutter.Temporal.Activities.Docker.Exec;
using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Provision.Isolation;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Provision;

public sealed class IsolationFindingsTests
{
    private const string Answers = "server ready\ndr ready\nopen control dr-x 5432\n";

    [Fact]
    public void A_dr_that_answers_by_name_where_nothing_else_does_is_isolated() => Assert.Equal(GateState.Green, Judge($"{Answers}done").State);

    [Theory]
    [InlineData("server ready\ndone", "DR by its name 'dr-x'")]
    [InlineData("server ready\ndr ready\ndone", "DR by its name 'dr-x'")]
    [InlineData($"{Answers}open production 172.17.0.2 5432\ndone", "production 172.17.0.2:5432")]
    [InlineData($"resolved example.com -\n{Answers}done", "name 'example.com'")]
    public void What_answers_and_must_not_and_a_dr_that_does_not_are_findings(string printed, string named)
    {
        var gate = Judge(printed);
        Assert.Equal((GateState.Red, named), (gate.State, Assert.Single(gate.Differences).Field));
    }

    [Theory]
    [InlineData("done", "does not accept connections yet")]
    [InlineData(Answers, "did not end")]
    public void Probes_that_broke_off_or_came_before_the_server_prove_nothing_and_are_tried_again(string printed, string said) =>
        Assert.Contains(said, Assert.Throws<IOException>(() => Judge(printed)).Message, StringComparison.Ordinal);

    private static GateResult Judge(string printed)
    {
        var run = new RunRef { WorkflowId = "dryrun-isolation-test", Plan = "isolation-test", Nonce = RunNonce.From(Guid.NewGuid()) };
        var check = new IsolationCheck { Dr = new DrRef { Run = run, Name = "dr-x", ContainerId = new string('a', 64) }, NetworkId = new string('b', 64) };
        var probes = new IsolationProbes { Ports = [("production", "172.17.0.2", 5432)], Names = ["example.com"] };
        return IsolationFindings.Judge(check, probes, new ExecOutput { ExitCode = 0, Stdout = printed, Stderr = "" });
    }
}
