using DotIuCutter.Temporal.Worker.Client.Following;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Verdict;
using Temporalio.Exceptions;
using Xunit;

namespace DotIuCutter.Temporal.Tests.Cli;

/// <summary>The exit code is what scripts act on.</summary>
public sealed class FollowResultsTests
{
    [Theory]
    [InlineData(GateState.Green, 0, 0)]
    [InlineData(GateState.Green, 1, 4)]
    [InlineData(GateState.Unknown, 0, 7)]
    [InlineData(GateState.Unknown, 1, 4)]
    [InlineData(GateState.Red, 0, 5)]
    [InlineData(GateState.Red, 1, 5)]
    public void A_teardown_by_itself_ends_with_the_worst_of_what_it_found(GateState assertion, int acknowledged, int code) => Assert.Equal(code, FollowResults.FromTeardown(new TeardownSummary
    {
        Ledger = new Ledger { Entries = [] },
        Assertions = [GateAnswer.From(GateResult.Green(Gate.ProtectedUnchanged, "s", "e", "f")), GateAnswer.From(GateResult.Green(Gate.ProductionUnchanged, "s", "e", "f")) with { State = assertion }],
        Acknowledged = [.. Enumerable.Repeat(new Residual { Kind = ObjectKind.Volume, Name = "vol-x", Reason = "held", Remedy = "docker volume rm vol-x" }, acknowledged)],
        Seconds = 1,
    }).ExitCode);

    [Theory]
    [InlineData(FailureTypes.NotCleanlyClosed)]
    [InlineData(FailureTypes.PreflightRefused)]
    public void A_failed_run_ends_with_the_code_of_its_summary_and_its_words(string type)
    {
        var ending = FollowResults.FromFailure(new ApplicationFailureException("m", type, nonRetryable: true, details: [Summary(cleanlyClosed: false, code: 5)]));
        Assert.Equal((5, "NOT CLEANLY CLOSED: a protected invariant was VIOLATED."), (ending.ExitCode, Assert.Single(ending.Messages)));
    }

    [Fact]
    public void A_failed_run_without_a_summary_never_ends_as_passed()
    {
        string?[] types = [FailureTypes.NotCleanlyClosed, FailureTypes.Faulted, FailureTypes.RunClosed, null];
        Assert.All(types, type => Assert.Equal(7, FollowResults.FromFailure(new ApplicationFailureException("m", type, nonRetryable: true)).ExitCode));
    }

    private static ClosureSummary Summary(bool cleanlyClosed, int code) => new()
    {
        Plan = "p",
        RunKey = "p-1",
        End = RunEnd.Finished,
        Verdicts = new Verdicts { Scenarios = ScenarioVerdict.Pass, Teardown = TeardownVerdict.Clean, Invariants = InvariantVerdict.Violated },
        CleanlyClosed = cleanlyClosed,
        ExitCode = code,
    };
}
