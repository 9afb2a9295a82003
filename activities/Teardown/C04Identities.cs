using DotIuCutter.Temporal.Activities.Docker.Ownership;
using DotIuCutter.Temporal.Workflows.Contract.Captures;
using DotIuCutter.Temporal.Workflows.Preflight;

namespace DotIuCutter.Temporal.Activities.Teardown;

internal sealed partial class TeardownActivities
{
    public async Task<DrCapture> CaptureIdentitiesAsync(NamesRequest request)
    {
        // First the fence: a create that is still under way elsewhere ends before it closes, and none begins after.
        await fence.CloseAsync(request.Run);
        return await IdentityCapture.CaptureAsync(docker.Reading, request, CancellationToken.None);
    }
}
