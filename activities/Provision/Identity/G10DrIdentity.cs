using DotIuCutter.Temporal.Activities.Postgres.Copy;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Provision.Identity;

/// <summary>G-10: the DR's system identifier is not production's.</summary>
internal sealed class G10DrIdentity(DrServer dr, DrLifecycle lifecycle)
{
    public async Task<IdentityVerdict> JudgeAsync(IdentityCheck check)
    {
        await lifecycle.EnsureAsync(check.Dr, CurrentActivity.Cancel);
        await lifecycle.AwaitReadyAsync(check.Dr, CurrentActivity.Cancel);
        var identifier = await dr.ReadIdentityAsync(check.Dr, CurrentActivity.Cancel);
        var subject = $"DR container '{check.Dr.Name}'";
        var expected = $"another system identifier than production's {check.ProductionSystemIdentifier}";
        return new IdentityVerdict
        {
            SystemIdentifier = identifier,
            Gate = identifier != check.ProductionSystemIdentifier
                ? GateResult.Green(Gate.DrIsNotProduction, subject, expected, $"system identifier {identifier}")
                : GateResult.Red(
                    Gate.DrIsNotProduction, subject, expected, $"system identifier {identifier}: it is production's own",
                    "Find out what the DR's container and volume really are before anything else; nothing was connected."),
        };
    }
}
