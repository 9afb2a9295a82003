using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Reports;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Teardown;

/// <summary>
/// The seven steps of rollback-plan.txt, section 2. What a step destroys stands in the manifest and journal of the run on its host, never in a message.
/// A step destroys only what is the run's: exact name and nonce, and the captured id where one is recorded. It answers when every object of it is gone
/// or not the run's; else it throws a failure of type <see cref="FailureTypes.Residual"/> whose detail is the <see cref="StepAnswer"/>.
/// </summary>
public interface ITeardown
{
    /// <summary>Step 0: what of the run exists now, so that ids are in the journal before anything is deleted. Closes the run's fence: nothing is created after it.</summary>
    [Activity("teardown.c04-identities")]
    Task<TeardownView> CaptureIdentitiesAsync(RunInput run);

    [Activity("teardown.1-harness-container")]
    Task<StepAnswer> RemoveHarnessAsync(RunInput run);

    [Activity("teardown.2-dr-container")]
    Task<StepAnswer> RemoveDrAsync(RunInput run);

    [Activity("teardown.3-dr-volumes")]
    Task<StepAnswer> RemoveVolumesAsync(RunInput run);

    [Activity("teardown.4-network")]
    Task<StepAnswer> RemoveNetworkAsync(RunInput run);

    [Activity("teardown.5-secrets-and-files")]
    Task<StepAnswer> ShredAsync(RunInput run);

    /// <summary>Step 6.</summary>
    [Activity("teardown.6-g25-protected")]
    Task<GateAnswer> CheckProtectedAsync(RunInput run);

    /// <summary>Step 7.</summary>
    [Activity("teardown.7-g21-production")]
    Task<GateAnswer> CheckProductionAsync(RunInput run);

    /// <summary>Reads the run's journal and touches nothing, so that a dry run can show how far its teardown is.</summary>
    [Activity("teardown.look")]
    Task<TeardownView> LookAsync(RunInput run);

    /// <summary>Writes the operator's answer for a residual to the journal. What is no residual stays as it is.</summary>
    [Activity("teardown.acknowledge")]
    Task<TeardownView> AcknowledgeAsync(AcknowledgeStep request);

    /// <summary>Writes the end of the teardown to the journal, and closed.json: nothing of the run is open any more.</summary>
    [Activity("teardown.close")]
    Task<TeardownSummary> CloseAsync(CloseStep request);
}
