using System.Linq.Expressions;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Contract.Runs;
using DotIuCutter.Temporal.Workflows.Preflight;
using DotIuCutter.Temporal.Workflows.Runtime;
using Temporalio.Workflows;

namespace DotIuCutter.Temporal.Workflows.Provision;

/// <summary>
/// Network, volume, container; its identity proved (G-10 to G-12) before any database is created or connected; production's copy (G-13).
/// Every object is in the journal before it is made and as soon as it exists.
/// </summary>
internal sealed class ProvisionPhase(RunInput run, AcceptedPlan plan, Steps steps)
{
    /// <summary>The answers of the phase's gates; the scenarios may begin when every one is green.</summary>
    public async Task<IReadOnlyList<GateAnswer>> RunAsync()
    {
        if (await CreateAllAsync() is { } refused)
        {
            return [refused];
        }

        await steps.Long((IProvision a) => a.StartDrAsync(run), "start DR");
        var identity = await ProveIdentityAsync();
        if (!identity.AllGreen())
        {
            return identity;
        }

        await CopyProductionAsync();
        var faithful = await steps.LongGate((IProvision a) => a.CheckRestoreAsync(run), "the restore is faithful");
        if (faithful.State == GateState.Green)
        {
            await steps.Long((IProvision a) => a.EmptyDumpAsync(run), "overwrite the dump");
        }

        return [.. identity, faithful];
    }

    /// <summary>Null when all was made; else the red gate of the first object that was refused.</summary>
    private async Task<GateAnswer?> CreateAllAsync() =>
        Show(await steps.Long((IProvision a) => a.MakeWorkDirectoryAsync(run), "make work directory"))
        ?? await CreateAsync((IProvision a) => a.CreateNetworkAsync(run), "create network")
        ?? await CreateAsync((IProvision a) => a.CreateVolumeAsync(run), "create volume")
        ?? await CreateAsync((IProvision a) => a.CreateDrAsync(run), "create DR container");

    private async Task<GateAnswer?> CreateAsync(Expression<Func<IProvision, Task<CreationAnswer>>> step, string summary) => Show(await steps.Quick(step, summary));

    private GateAnswer? Show(CreationAnswer answer)
    {
        steps.Show(answer.Entries);
        return answer.Refused is { } refused ? steps.Show(refused) : null;
    }

    /// <summary>G-10 to G-12. No row of production comes near the DR before.</summary>
    private async Task<IReadOnlyList<GateAnswer>> ProveIdentityAsync()
    {
        await steps.Identify((IProvision a) => a.CaptureIdentitiesAsync(run), "capture the DR's identities");
        return await Workflow.WhenAllAsync(
        [
            steps.LongGate((IProvision a) => a.CheckIdentityAsync(run), "the DR is not production"),
            steps.Gate((IProvision a) => a.CheckShapeAsync(run), "the DR is the object created"),
            steps.Gate((IProvision a) => a.CheckIsolationAsync(run), "the DR is isolated"),
        ]);
    }

    /// <summary>The restore follows the dump while it is still being written. Neither is worth anything without the other.</summary>
    private Task CopyProductionAsync() => Concurrently.RunTogetherAsync(
        steps.Stop,
        async together =>
        {
            var dumping = steps.Until(together);
            await dumping.Long((IProvision a) => a.DumpAsync(run), plan.ReusesDump ? "take the retained dump" : "dump production, read-only");
            if (plan.RetainsDump)
            {
                await dumping.Long((IProvision a) => a.RetainDumpAsync(run), "retain an encrypted dump");
            }
        },
        async together => await steps.Until(together).Long((IProvision a) => a.RestoreAsync(run), "restore into the DR"));
}
