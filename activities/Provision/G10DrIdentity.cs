using System.Diagnostics;
using DotIuCutter.Temporal.Activities.Postgres;
using DotIuCutter.Temporal.Workflows.Gates;
using DotIuCutter.Temporal.Workflows.Provision;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(120);

    public async Task<IdentityVerdict> CheckIdentityAsync(IdentityCheck check)
    {
        await AwaitServerAsync(check.Dr, ActivityContext.Cancel);
        var identifier = await dr.ReadIdentityAsync(check.Dr, ActivityContext.Cancel);
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

    /// <summary>Until initdb is done and the server that stays is there; before, there is no identity worth reading.</summary>
    private async Task AwaitServerAsync(DrRef container, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        while (!await dr.IsReadyAsync(container, cancel))
        {
            if (clock.Elapsed > StartPatience)
            {
                throw PostgresFailure.New(
                    PostgresFailure.Unavailable,
                    $"PostgreSQL in container '{container.Name}' takes no connection after {StartPatience.TotalSeconds:0} s; look at `docker logs {container.ContainerId[..12]}`.",
                    retry: true);
            }

            ActivityContext.Heartbeat($"waiting for PostgreSQL in '{container.Name}'");
            await Task.Delay(100, cancel);
        }
    }
}
