using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Contract.Gates;

namespace DotIuCutter.Temporal.Activities.Teardown;

/// <summary>Step 7: production's system identifier is as C-03 read it (G-21).</summary>
internal sealed class G21ProductionUnchanged(ProductionReader production)
{
    private static readonly TimeSpan ProductionTimeout = TimeSpan.FromSeconds(60);

    /// <summary>Red is a finding; production that cannot be read is an exception, since nothing is then known either way. Ignores cancellation.</summary>
    public async Task<GateResult> JudgeAsync(ProductionRequest request, ProductionCapture captured)
    {
        using var patience = new CancellationTokenSource(ProductionTimeout);
        var identity = await production.IdentifyAsync(request.Production, request.Run, patience.Token);
        var subject = request.Production.Container is { } name ? $"production container '{name}'" : $"production database '{request.Production.Database}'";
        var expected = $"system identifier {captured.SystemIdentifier}, as before the run (C-03)";
        return identity.SystemIdentifier == captured.SystemIdentifier
            ? GateResult.Green(Gate.ProductionUnchanged, subject, expected, $"system identifier {identity.SystemIdentifier}")
            : GateResult.Red(
                Gate.ProductionUnchanged, subject, expected, $"system identifier {identity.SystemIdentifier}",
                "Production's cluster is another one than before the run. Find out at once who replaced it; this run made no change there.",
                new Difference("systemIdentifier", captured.SystemIdentifier, identity.SystemIdentifier));
    }
}
