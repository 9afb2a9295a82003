using DotIuCutter.Temporal.Activities.Evidence;
using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Ledgers;
using DotIuCutter.Temporal.Workflows.Contract.Manifests;
using Temporalio.Exceptions;

namespace DotIuCutter.Temporal.Activities.Teardown.Removal;

/// <summary>Step 5: shreds the secrets and the dump, and removes the run's directories.</summary>
internal sealed class FileRemoval(RunFence fence)
{
    public async Task<StepResult> RemoveAsync(StepRequest request)
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
        return result;
    }
}
