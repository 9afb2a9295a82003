using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Activities.Runtime;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Provision;

internal sealed partial class ProvisionActivities
{
    public Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request) => IdentityCapture.CaptureAsync(docker.Reading, request, CurrentActivity.Cancel);
}
