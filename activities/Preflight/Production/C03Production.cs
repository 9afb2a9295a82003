using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;

namespace DotIuCutter.Temporal.Activities.Preflight.Production;

/// <summary>C-03: production's identity, version and size.</summary>
internal sealed class C03Production(ProductionReader production)
{
    public async Task<ProductionCapture> CaptureAsync(ProductionRequest request)
    {
        var cancel = CurrentActivity.Cancel;
        var identity = await production.IdentifyAsync(request.Production, request.Run, cancel);
        return new ProductionCapture
        {
            Container = await production.ContainerAsync(request.Production, cancel),
            SystemIdentifier = identity.SystemIdentifier,
            Version = identity.Version,
            SizeBytes = identity.SizeBytes,
        };
    }
}
