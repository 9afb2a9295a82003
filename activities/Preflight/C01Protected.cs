using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Preflight;

internal sealed partial class PreflightActivities
{
    public async Task<ContainersCaptured> CaptureProtectedAsync(ProtectedRequest request)
    {
        var containers = new List<ContainerCapture>();
        foreach (var name in request.Names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (await docker.FindAsync(name, CurrentActivity.Cancel) is { } container)
            {
                containers.Add(container);
            }
        }

        return new ContainersCaptured { Containers = containers };
    }
}
