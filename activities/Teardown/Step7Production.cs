using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Workflows.Contract.Gates;
using DotIuCutter.Temporal.Workflows.Teardown;

namespace DotIuCutter.Temporal.Activities.Teardown;

internal sealed partial class TeardownActivities
{
    private static readonly TimeSpan ProductionPatience = TimeSpan.FromSeconds(60);

    /// <summary>Red is a finding; production that cannot be read is an exception, since nothing is then known either way. Ignores cancellation.</summary>
    public async Task<GateResult> CheckProductionAsync(ProductionCheck check)
    {
        using var patience = new CancellationTokenSource(ProductionPatience);
        var identity = await production.IdentifyAsync(check.Production, check.Run, patience.Token);
        const string Gate = "G-21";
        var subject = check.Production.Container is { } name ? $"production container '{name}'" : $"production database '{check.Production.Database}'";
        var expected = $"system identifier {check.Captured.SystemIdentifier}, as before the run (C-03)";
        return identity.SystemIdentifier == check.Captured.SystemIdentifier
            ? GateResult.Green(Gate, subject, expected, $"system identifier {identity.SystemIdentifier}")
            : GateResult.Red(
                Gate, subject, expected, $"system identifier {identity.SystemIdentifier}",
                "Production's cluster is another one than before the run. Find out at once who replaced it; this run made no change there.",
                new Difference("systemIdentifier", check.Captured.SystemIdentifier, identity.SystemIdentifier));
    }
}
