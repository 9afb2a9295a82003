using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Activities;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Tests.Cli.Fakes;

internal static class FakeActivities
{
    [Activity("test.gate")]
    public static Task<GateResult> GateAsync() => Task.FromResult(GateResult.Red("G-05", "directory", "new", "there", "Move it"));

    [Activity("test.step")]
    public static Task<StepResult> StepAsync() => throw new ApplicationFailureException(
        "left", FailureTypes.Residual, nonRetryable: true,
        details: [new StepResult { Step = 4, Objects = [new() { Kind = ObjectKind.Network, Name = "secret-looking-name", State = OutcomeState.Failed }] }]);
}
