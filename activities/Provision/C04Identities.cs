using DotIuCutter.Temporal.Activities.Docker;
using DotIuCutter.Temporal.Workflows.Captures;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => Identities.CaptureAsync(docker.Reading, request, ActivityContext.Cancel);
}
