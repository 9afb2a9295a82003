using DotIuCutter.Temporal.Activities.Postgres.Production;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public async Task<ProductionCapture> CaptureProductionAsync(ProductionRequest request)
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
