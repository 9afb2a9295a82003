using DotIuCutter.Temporal.Workflows.Contract.Gates;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Tests.Cli.Fakes;

/// <summary>Runs two activities, so that their spans and counts can be looked at.</summary>
[Workflow("FakeSteps")]
internal sealed class FakeSteps
{
    private GateState seen;

    [WorkflowRun]
    public async Task<int> RunAsync()
    {
        var options = new ActivityOptions { StartToCloseTimeout = TimeSpan.FromSeconds(10) };
        seen = (await Workflow.ExecuteActivityAsync(() => FakeActivities.GateAsync(), options)).State;
        try
        {
            await Workflow.ExecuteActivityAsync(() => FakeActivities.StepAsync(), options);
        }
        catch (ActivityFailureException)
        {
            return seen == GateState.Red ? 1 : 0;
        }

        return 2;
    }
}
