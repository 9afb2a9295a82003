using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public async Task<IdentityVerdict> CheckIdentityAsync(IdentityCheck check)
    {
        await awake.EnsureAsync(check.Dr, CurrentActivity.Cancel);
        await awake.AwaitReadyAsync(check.Dr, CurrentActivity.Cancel);
        var identifier = await dr.ReadIdentityAsync(check.Dr, CurrentActivity.Cancel);
        const string Gate = "G-10";
        var subject = $"DR container '{check.Dr.Name}'";
        var expected = $"another system identifier than production's {check.ProductionSystemIdentifier}";
        return new IdentityVerdict
        {
            SystemIdentifier = identifier,
            Gate = identifier != check.ProductionSystemIdentifier
                ? GateResult.Green(Gate, subject, expected, $"system identifier {identifier}")
                : GateResult.Red(
                    Gate, subject, expected, $"system identifier {identifier}: it is production's own",
                    "Find out what the DR's container and volume really are before anything else; nothing was connected."),
        };
    }
}
