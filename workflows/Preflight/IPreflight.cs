using DotIuCutter.Temporal.Workflows.Contract;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using Temporalio.Activities;

namespace DotIuCutter.Temporal.Workflows.Preflight;

/// <summary>Captures and gates before anything exists. They write to the run's journal and change nothing else.</summary>
public interface IPreflight
{
    /// <summary>
    /// G-01, then G-31. A green G-01 makes the run known on this host: plan.json and the first line of its journal. A red one carries every problem of the
    /// plan. Of a run whose G-31 is not green no other step of the way forward does anything on this host, whoever asks for it.
    /// </summary>
    [Activity("preflight.g01-plan")]
    Task<PlanAnswer> AcceptPlanAsync(PlanCheck check);

    /// <summary>
    /// One of the slots of this host, for as long as the run is not closed; the first thing asked for, so that no capture grows old while the run waits.
    /// Fails with <see cref="FailureTypes.AwaitingSlot"/> while there is none.
    /// </summary>
    [Activity("preflight.slot")]
    Task<SlotGrant> TakeSlotAsync(RunInput run);

    /// <summary>G-02.</summary>
    [Activity("preflight.g02-engine")]
    Task<GateAnswer> CheckEngineAsync(RunInput run);

    /// <summary>C-01 and, of what it captured, G-03.</summary>
    [Activity("preflight.c01-protected")]
    Task<GateAnswer> CaptureProtectedAsync(RunInput run);

    [Activity("preflight.c02-code")]
    Task CaptureCodeAsync(RunInput run);

    /// <summary>G-06, of what C-02 captured.</summary>
    [Activity("preflight.g06-code")]
    Task<GateAnswer> CheckCodeAsync(RunInput run);

    /// <summary>
    /// G-07, of production and of where the copy comes from: its standby, or a retained dump. Red where a container or the dump is missing, or not what the
    /// plan says; a server that does not answer is retried.
    /// </summary>
    [Activity("preflight.g07-production")]
    Task<GateAnswer> CheckProductionAsync(RunInput run);

    [Activity("preflight.c03-production")]
    Task CaptureProductionAsync(RunInput run);

    [Activity("preflight.g08-production-role")]
    Task<GateAnswer> CheckProductionRoleAsync(RunInput run);

    [Activity("preflight.g09-images")]
    Task<GateAnswer> CheckImagesAsync(RunInput run);

    [Activity("preflight.c06-watched")]
    Task CaptureWatchedAsync(RunInput run);

    /// <summary>G-04: nothing has one of the names, no open run's manifest has one of them or of the directories, and no teardown of this workflow id is open.</summary>
    [Activity("preflight.g04-names-free")]
    Task<GateAnswer> CheckNamesFreeAsync(RunInput run);

    /// <summary>G-05, with the room that production as captured by C-03 needs.</summary>
    [Activity("preflight.g05-work-directory")]
    Task<GateAnswer> CheckWorkDirectoryAsync(RunInput run);

    [Activity("preflight.c05-inventory")]
    Task CaptureInventoryAsync(RunInput run);
}
