using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Cli.Fakes;

internal static class FakeActivities
{
    [Activity("test.gate")]
    public static Task<GateAnswer> GateAsync() =>
        Task.FromResult(GateAnswer.From(GateResult.Red(Gate.WorkDirectoryFit, "directory", "new", "there", "Move it")));

    [Activity("test.step")]
    public static Task<StepAnswer> StepAsync() => throw new ApplicationFailureException(
        "left", FailureTypes.Residual, nonRetryable: true,
        details: [new StepAnswer { Entries = [Network] }]);

    private static LedgerEntry Network =>
        new() { Kind = ObjectKind.Network, Name = "secret-looking-name", Step = TeardownStep.Network, State = LedgerState.Failed };
}
