using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using DotIuCutter.Temporal.Workflows.Teardown;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Teardown;

internal sealed partial class TeardownActivities
{
    public async Task<StepResult> ShredAsync(StepRequest request)
    {
        var paths = request.Paths ?? throw new ApplicationFailureException(
            "Teardown step 5 was asked for without the run's paths, expected them in the request; nothing was touched. Start teardown from the manifest.",
            FailureTypes.InvalidRequest,
            nonRetryable: true);
        await fence.CloseAsync(request.Run);
        var removal = new RunFiles(request.Run.Nonce, paths);
        foreach (var item in request.Objects)
        {
            removal.Remove(item);
        }

        var result = new StepResult { Step = request.Step, Objects = removal.Outcomes };
        var failed = result.Objects.Where(o => o.State == OutcomeState.Failed).ToArray();
        return failed.Length == 0 ? result : throw new ApplicationFailureException(
            $"Teardown step 5 left {failed.Length}: {string.Join(" ", failed.Select(f => $"{f.Reason} Remove it with `{f.Remedy}`."))}",
            FailureTypes.Residual,
            details: [result]);
    }
}
